// Reserves cars, hotels and flights. A request has the thread as its key and the id of what is awaited as
// its value; the answer goes to the thread. Who has "full" in the name of its thread gets no flight.
'use strict';
const { serve } = require('./service');

const kinds = ['car', 'hotel', 'flight'];
const topics = kinds.flatMap((kind) => [`saga-reserve-${kind}`, `saga-cancel-${kind}`]);

serve('reservations', topics, ({ topic, key, value }) => {
  console.log(topic, key, value);
  if (topic.startsWith('saga-cancel-')) {
    return null; // Nobody waits for it.
  }
  const full = topic === 'saga-reserve-flight' && key.includes('full');
  const told = full ? { ref: value, error: 'no seats' } : { ref: value, value: true };
  return { topic: 'workflow-resume', key, value: JSON.stringify(told) };
});
