// Draws the workflow, if nobody has drawn it before, and registers a user: tells that create_user has
// succeeded. The argument is the user's name; "nobody" becomes no member.
'use strict';
const { randomUUID } = require('node:crypto');
const { ask } = require('./service');

const name = process.argv[2] || 'adarsh';
const uuid = randomUUID();
const workflow = {
  name: 'user_registration',
  version: 'v0.1.0',
  schema_version: 'v0.1.0',
  workflow: {
    'user.create_user': ['license.add_license'],
    'license.add_license': ['membership.add_membership'],
  },
  services_function_negation_list: {
    user: { create_user: ['delete_user'] },
    license: { add_license: ['remove_license', 'log_removal'] },
  },
};
const first = {
  uuid,
  name: 'user_registration',
  version: 'v0.1.0',
  service: 'user',
  function: 'create_user',
  status: 'success',
  schema_version: 'v0.1.0',
  data: name,
};
const last = name === 'nobody' ? 'delete_user' : 'add_membership';

ask(
  [
    { topic: 'tomanageredits', key: 'user_registration', value: JSON.stringify(workflow) },
    { topic: 'tomanager', key: uuid, value: JSON.stringify(first) },
  ],
  ['tomanager'],
  ({ value }) => value.includes(uuid) && value.includes(last),
).then(({ value }) => console.log(last, 'has told:', value));
