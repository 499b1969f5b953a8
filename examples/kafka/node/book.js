// Books a trip and prints how it ended. The argument is the thread: "full-1" gets no seat.
'use strict';
const { ask } = require('./service');

const thread = process.argv[2] || `trip-${Date.now()}`;

ask(
  [{ topic: 'workflow-resume', key: thread, value: 'new:{"throwAfterHotel":false}' }],
  ['workflow-result', 'workflow-error'],
  (end) => end.key === thread,
).then((end) => console.log(end.topic, end.key, end.value));
