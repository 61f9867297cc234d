import type { Redis } from 'ioredis'
import type { Outcome, OutcomeKey } from '../../store/outcome.ts'
import { packResult, unpackResult } from '../../store/pack.ts'
import { type Removed, removable } from '../../store/prune.ts'
import { laterFirst } from '../../store/later-first.ts'
import type { Kept, Store } from '../../store/store.ts'

/**
 * Keys: a sorted set of `repository NUL revision`, in the order of their bytes; for each of these hashes with a field for each
 * commit, build and knowledge: the outcome, its kind, its team, the moment at which it was
 * the newest again; and what was seen of each repository and commit.
 */
const PREFIX = 'acclimate-fleet-store'

/** Names that are fetched at a time. */
const PORTION = 200

/** Keeps one outcome by the rule of `Store`, in one step. */
const KEEP = `
if redis.call('HGET', KEYS[3], ARGV[2]) ~= 'audited' then
  redis.call('HSET', KEYS[2], ARGV[2], ARGV[4])
  redis.call('HSET', KEYS[3], ARGV[2], ARGV[3])
elseif ARGV[3] == 'audited' and (redis.call('HGET', KEYS[5], ARGV[2]) or '') < ARGV[6] then
  redis.call('HSET', KEYS[5], ARGV[2], ARGV[6])
end
if ARGV[5] ~= '' then redis.call('HSET', KEYS[4], ARGV[2], ARGV[5]) end
redis.call('ZADD', KEYS[1], 0, ARGV[1])
`

/** Outcomes in Redis. */
export function storeIn(redis: Redis): Omit<Store, 'close'> {
  /** The latest first. */
  async function all(name: string): Promise<readonly Packed[]> {
    const [, outcomes = '', , teams = '', moments = ''] = keysOf(name)
    const answers = [redis.hgetallBuffer(outcomes), redis.hgetall(teams), redis.hgetall(moments)] as const
    const [rows, labels, again] = await Promise.all(answers)
    const made = Object.entries(rows).map(([field, bytes]) => opened(bytes, labels[field], again[field]))
    return made.toSorted(({ named }, { named: other }) => laterFirst(named, other))
  }

  return {
    async keep(kept) {
      const transaction = redis.multi()
      for (const { outcome, seen } of kept) {
        const name = nameIn(outcome)
        const values = [name, fieldOf(outcome), outcome.result.kind, pack({ outcome }), outcome.team ?? '', outcome.at]
        transaction.eval(KEEP, 5, ...keysOf(name), ...values)
        if (seen) transaction.set(key('seen', outcome.repository, outcome.commit), Buffer.from(seen))
      }
      for (const [error] of (await transaction.exec()) ?? []) if (error) throw error
    },
    async find(wanted) {
      const field = fieldOf(wanted)
      return unpack((await all(nameIn(wanted))).find(({ named }) => fieldOf(named) === field))
    },
    newest: async (repository, revision) => unpack((await all(nameIn({ repository, revision })))[0]),
    async *outcomes({ every, skips } = {}) {
      for await (const portion of portionsOfNames(redis)) {
        const found = await Promise.all(portion.map((name) => all(name)))
        const asked = found.flatMap((made) => (every === true ? made.toReversed() : made.slice(0, 1)))
        for (const packed of asked) if (!skips?.(packed.named)) yield unpack(packed)
      }
    },
    async seen(repository, commit) {
      return (await redis.getBuffer(key('seen', repository, commit))) ?? undefined
    },
    async prune(retention) {
      // Before the outcomes are read: what others keep meanwhile is not among them.
      const seen = await keysBelow(redis, key('seen', ''))
      let outcomes = NOTHING
      for await (const portion of portionsOfNames(redis))
        for (const name of portion) {
          const sorted = (await all(name)).map((packed) => ({ ...packed, at: packed.named.at }))
          const [newest] = sorted
          if (newest) seen.delete(key('seen', newest.named.repository, newest.named.commit))
          const gone = removable(sorted, retention)
          if (gone.length === 0) continue
          const fields = gone.map(({ named }) => fieldOf(named))
          const [, ...hashes] = keysOf(name)
          await Promise.all(hashes.map((hash) => redis.hdel(hash, ...fields)))
          outcomes = gone.reduce((sum, { result }) => plus(sum, result.length), outcomes)
        }
      let traces = NOTHING
      for (const own of seen) {
        traces = plus(traces, await redis.strlen(own))
        await redis.unlink(own)
      }
      return { outcomes, traces }
    },
  }
}

const NOTHING: Removed = { count: 0, bytes: 0 }

function plus({ count, bytes }: Removed, more: number): Removed {
  return { count: count + 1, bytes: bytes + more }
}

/** Repositories and revisions, in the order of their bytes. */
async function* portionsOfNames(redis: Redis): AsyncGenerator<readonly string[]> {
  for (let from = '-'; ;) {
    const names = await redis.zrangebylex(key('names'), from, '+', 'LIMIT', 0, PORTION)
    yield names
    const last = names.at(-1)
    if (last === undefined || names.length < PORTION) return
    from = `(${last}`
  }
}

/** All keys that begin so. */
async function keysBelow(redis: Redis, prefix: string): Promise<Set<string>> {
  const found = new Set<string>()
  const stream = redis.scanStream({ match: `${prefix}*`, count: PORTION })
  for await (const portion of stream) for (const own of portion) found.add(own)
  return found
}

function key(...parts: readonly string[]): string {
  return [PREFIX, ...parts].join(':')
}

function keysOf(name: string): readonly string[] {
  return [key('names'), key('outcome', name), key('kind', name), key('team', name), key('again', name)]
}

function nameIn({ repository, revision }: Pick<OutcomeKey, 'repository' | 'revision'>): string {
  return `${repository}\0${revision}`
}

function fieldOf({ commit, build, knowledge }: OutcomeKey): string {
  return `${commit} ${build} ${knowledge}`
}

/** All but the result on the first line, then the result. */
function pack({ outcome }: Kept): Buffer {
  const { result, ...rest } = outcome
  return Buffer.concat([Buffer.from(`${JSON.stringify(rest)}\n`), packResult(result)])
}

/** An outcome whose result is not unpacked yet. */
interface Packed {
  readonly named: Omit<Outcome, 'result'>
  readonly result: Uint8Array
}

/** The team that was given last, and the moment at which it was the newest again, stand apart. */
function opened(bytes: Buffer, team: string | undefined, again: string | undefined): Packed {
  const end = bytes.indexOf('\n')
  const named: Omit<Outcome, 'result'> = JSON.parse(bytes.toString('utf8', 0, end))
  return {
    named: { ...named, ...(team !== undefined && { team }), ...(again !== undefined && { at: again }) },
    result: bytes.subarray(end + 1),
  }
}

function unpack(packed: Packed): Outcome
function unpack(packed: Packed | undefined): Outcome | undefined
function unpack(packed: Packed | undefined): Outcome | undefined {
  return packed && { ...packed.named, result: unpackResult(packed.result) }
}
