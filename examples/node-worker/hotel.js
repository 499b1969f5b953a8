// Reserves hotel rooms for the destination "hotel": the example of docs/how-to/ask-a-remote-worker.md.
'use strict';
const { start, Refusal } = require('./worker');

const rooms = new Map(); // A real worker keeps these where they survive it.

const worker = start({
  connection: {
    host: process.env.BATON_AMQP_HOST || '127.0.0.1',
    port: Number(process.env.BATON_AMQP_PORT || 5672),
    username: process.env.BATON_AMQP_USER,
    password: process.env.BATON_AMQP_PASSWORD,
  },
  destination: process.env.BATON_DESTINATION || 'hotel',
  handlers: {
    'Booking.reserveHotel': async ([who, hotel], context) => {
      if (hotel === 'FULL') {
        throw new Refusal('NoRooms', `${hotel} is full`);
      }
      const known = rooms.get(context.idempotencyKey);
      if (known) {
        return known; // Asked once more for what is done already.
      }
      const reservation = `${hotel}-${rooms.size + 1} for ${who}`;
      rooms.set(context.idempotencyKey, reservation);
      return reservation;
    },
    // The reservation is null when its answer was never heard: then the key finds it.
    'Booking.cancelHotel': async ([who, hotel, reservation], context) => {
      rooms.delete(`${context.case}/${context.ref}`);
    },
  },
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => worker.close().then(() => process.exit(0)));
}
console.log('working');
