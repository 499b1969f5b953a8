// A worker for REMOTE activities: takes requests from one destination, runs handlers, answers.
// The protocol is that of docs/reference/worker-protocol.md.
'use strict';
const rhea = require('rhea');

// Thrown by a handler, it is an answer: nothing has happened, and trying again would not help.
class Refusal extends Error {
  constructor(type, message) {
    super(message);
    this.type = type;
  }
}

// handlers: { 'Booking.reserveHotel': async (args, context) => value, … }
// concurrency: so many requests are at work at the same time.
// Ends by close(), which lets those at work end first.
function start({ connection, destination, handlers, concurrency = 10, log = console.error }) {
  const container = rhea.create_container();
  const open = container.connect({ reconnect: true, ...connection });
  const atWork = new Set();
  const sent = new Map();
  let lives = 0; // Of the connection: what came in an earlier one cannot be accepted any more.
  let closing = false;
  let answers;
  let requests;

  open.once('connection_open', () => {
    const queue = (name) => ({ address: 'jms.queue.baton.' + name, capabilities: ['queue'] });
    answers = open.open_sender({ target: queue('answers') });
    requests = open.open_receiver({
      source: queue('work.' + destination),
      credit_window: 0,
      autoaccept: false,
    });
  });
  open.on('receiver_open', () => requests.add_credit(concurrency - atWork.size));
  open.on('message', ({ message, delivery }) => {
    const work = handle(message, delivery, lives).finally(() => {
      atWork.delete(work);
      if (!closing) {
        requests.add_credit(1);
      }
    });
    atWork.add(work);
  });
  for (const end of ['accepted', 'rejected', 'released', 'modified']) {
    open.on(end, (event) => told(event.delivery, end));
  }
  open.on('disconnected', (event) => {
    log('connection lost', event.error ? event.error.message : '');
    lives++;
    [...sent.keys()].forEach((delivery) => told(delivery, 'lost'));
  });
  for (const part of ['connection', 'session', 'receiver', 'sender']) {
    open.on(part + '_error', (event) => log(part, event[part].error));
  }

  async function handle(message, delivery, life) {
    let done = false;
    try {
      const request = JSON.parse(text(message));
      const answer = await answerTo(request);
      if (answer) {
        await send(request, answer);
      }
      done = true;
    } catch (e) {
      log('no answer', e.message);
    }
    if (life !== lives) {
      return; // The broker gives the request to somebody else; a second answer does no harm.
    }
    if (done) {
      delivery.accept(); // Only now: dying before it costs a second try, never an answer.
    } else {
      delivery.modified({ delivery_failed: true }); // After ten times it is a dead letter.
    }
  }

  async function answerTo(request) {
    if (Date.now() > Date.parse(request.deadline)) {
      log('too late for', request.idempotencyKey);
      return null; // Nobody waits any more: the attempt has timed out.
    }
    const handler = handlers[request.activity];
    if (!handler) {
      const message = `this worker has no handler for ${request.activity}`;
      return { error: { type: 'UnknownActivity', message, retry: true } };
    }
    try {
      const heartbeat = () => send(request, { heartbeat: true });
      const value = await handler(request.args, { ...request, heartbeat });
      return { value: value === undefined ? null : value };
    } catch (e) {
      const retry = !(e instanceof Refusal);
      return { error: { type: e.type || e.name || 'Error', message: String(e.message), retry } };
    }
  }

  // Resolves when the broker has the answer.
  function send(request, answer) {
    const { ref, attempt, undo } = request;
    const body = JSON.stringify({ schema: 1, case: request.case, ref, attempt, undo, ...answer });
    return new Promise((resolve, reject) => {
      const delivery = answers.send({ body, message_id: rhea.generate_uuid(), durable: true });
      sent.set(delivery, (end) => (end === 'accepted' ? resolve() : reject(new Error(end))));
    });
  }

  function told(delivery, end) {
    const settle = sent.get(delivery);
    sent.delete(delivery);
    if (settle) {
      settle(end);
    }
  }

  return {
    async close() {
      closing = true;
      await Promise.all(atWork);
      await new Promise((closed) => {
        open.on('connection_close', closed);
        open.close();
      });
    },
  };
}

function text({ body }) {
  if (typeof body === 'string') {
    return body;
  }
  // Artemis sends a long text as binary data.
  return Buffer.isBuffer(body) ? body.toString('utf8') : body.content.toString('utf8');
}

module.exports = { start, Refusal };
