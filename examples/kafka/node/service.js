// Answers each record with at most one other, exactly once: the answers and how far it has read are one
// transaction of Kafka.
'use strict';
const { Kafka, logLevel } = require('kafkajs');

const brokers = (process.env.KAFKA_BROKERS || '127.0.0.1:9092').split(',');
const kafka = new Kafka({ clientId: 'baton-example', brokers, logLevel: logLevel.ERROR });

/** answer: record => {topic, key, value}, or null for none. */
async function serve(name, topics, answer) {
  const consumer = kafka.consumer({ groupId: name, readUncommitted: false });
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    transactionalId: `${name}-${process.env.INSTANCE || '1'}`,
  });
  // Such as: a service in Java of the same name runs, and the two cannot share the work.
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) {
      console.error(`${name} ends: ${payload.error.message}`);
      process.exit(1);
    }
  });
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    eachBatch: async ({ batch, resolveOffset }) => {
      const transaction = await producer.transaction();
      try {
        for (const message of batch.messages) {
          const told = answer({
            topic: batch.topic,
            key: message.key === null ? null : message.key.toString(),
            value: message.value === null ? null : message.value.toString(),
          });
          if (told) {
            await transaction.send({ topic: told.topic, messages: [{ key: told.key, value: told.value }] });
          }
        }
        const behind = (BigInt(batch.lastOffset()) + 1n).toString();
        await transaction.sendOffsets({
          consumerGroupId: name,
          topics: [{ topic: batch.topic, partitions: [{ partition: batch.partition, offset: behind }] }],
        });
        await transaction.commit();
        resolveOffset(batch.lastOffset());
      } catch (error) {
        await transaction.abort();
        throw error; // The batch comes again.
      }
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, async () => {
      await consumer.disconnect();
      await producer.disconnect();
      process.exit(0);
    });
  }
  console.log('serving', topics.join(' '));
}

/** Sends records, and resolves with the first record of the topics that is wanted. */
async function ask(records, topics, wanted, limitMs = 60000) {
  const producer = kafka.producer();
  const consumer = kafka.consumer({ groupId: `ask-${process.pid}-${Date.now()}`, readUncommitted: false });
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer after ${limitMs} ms`)), limitMs);
      consumer
        .run({
          eachMessage: async ({ topic, message }) => {
            const record = {
              topic,
              key: message.key === null ? null : message.key.toString(),
              value: message.value === null ? null : message.value.toString(),
            };
            if (wanted(record)) {
              clearTimeout(timer);
              resolve(record);
            }
          },
        })
        .then(async () => {
          for (const { topic, key, value } of records) {
            await producer.send({ topic, messages: [{ key, value }] });
          }
        })
        .catch(reject);
    });
  } finally {
    await consumer.disconnect();
    await producer.disconnect();
  }
}

module.exports = { serve, ask };
