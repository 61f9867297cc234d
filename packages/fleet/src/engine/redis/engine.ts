import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import type { Job } from '../../job.ts'
import type { Retrying } from '../../queue.ts'
import { usageError } from '../../usage-error.ts'
import type { Engine } from '../engine.ts'
import { NAME, PREFIX, queueIn } from './queue.ts'
import { storeIn } from './store.ts'

/** A fleet in Redis: jobs in BullMQ, outcomes beside them. What Redis is set to keep through a crash is kept. */
export async function openRedis(address: string, retrying: Retrying): Promise<Engine> {
  // As BullMQ needs it for those that wait: what is asked while the connection is broken is asked once it is there again.
  const redis = new Redis(address, { lazyConnect: true, maxRetriesPerRequest: null })
  let failure = ''
  redis.on('error', (error: Error) => (failure = error.message))
  try {
    await redis.connect()
  } catch (error) {
    redis.disconnect()
    throw usageError(`Redis cannot be used: ${failure || (error instanceof Error ? error.message : String(error))}`)
  }
  const bull = new Queue<Job>(NAME, { connection: redis, prefix: PREFIX })
  bull.on('error', () => {})
  const close = async (): Promise<void> => {
    await bull.close()
    redis.disconnect()
  }
  const store = { ...storeIn(redis), close }
  return { queue: queueIn(bull, redis, retrying), store, close }
}
