// The services user, license and membership of a registration. They are asked on fromanager and tell on
// tomanager. Who is called "nobody" becomes no member.
'use strict';
const { serve } = require('./service');

serve('registration-services', ['fromanager'], ({ key, value }) => {
  const asked = JSON.parse(value);
  console.log(`${asked.service}.${asked.function}`, asked.uuid);
  const refused = asked.function === 'add_membership' && asked.data === 'nobody';
  return { topic: 'tomanager', key, value: JSON.stringify({ ...asked, status: refused ? 'failure' : 'success' }) };
});
