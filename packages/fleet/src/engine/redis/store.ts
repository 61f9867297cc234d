import type { Redis } from 'ioredis'
import type { Outcome, OutcomeKey } from '../../store/outcome.ts'
import { packResult, unpackResult } from '../../store/pack.ts'
import type { Kept, Store } from '../../store/store.ts'

/**
 * Keys: a sorted set of `repository NUL revision`, in the order of their bytes; for each of these hashes with a field for each
 * commit, build and knowledge: the outcome, its kind, its team; and what was seen of each repository and commit.
 */
const PREFIX = 'acclimate-fleet-store'

/** Names that are fetched at a time. */
const PORTION = 200

/** Keeps one outcome by the rule of `Store`, in one step. */
const KEEP = `
if redis.call('HGET', KEYS[3], ARGV[2]) ~= 'audited' then
  redis.call('HSET', KEYS[2], ARGV[2], ARGV[4])
  redis.call('HSET', KEYS[3], ARGV[2], ARGV[3])
end
if ARGV[5] ~= '' then redis.call('HSET', KEYS[4], ARGV[2], ARGV[5]) end
redis.call('ZADD', KEYS[1], 0, ARGV[1])
`

/** Outcomes in Redis. */
export function storeIn(redis: Redis): Omit<Store, 'close'> {
  const key = (...parts: readonly string[]): string => [PREFIX, ...parts].join(':')
  const keysOf = (name: string) => [key('names'), key('outcome', name), key('kind', name), key('team', name)]

  async function all(name: string): Promise<readonly Outcome[]> {
    const [, outcomes = '', , teams = ''] = keysOf(name)
    const [rows, labels] = await Promise.all([redis.hgetallBuffer(outcomes), redis.hgetall(teams)])
    return Object.entries(rows).map(([field, bytes]) => unpack(bytes, labels[field]))
  }

  async function newest(name: string, until?: string): Promise<Outcome | undefined> {
    const made = (await all(name)).filter(({ at }) => until === undefined || at <= until)
    return made.toSorted(laterFirst)[0]
  }

  return {
    async keep(kept) {
      const transaction = redis.multi()
      for (const { outcome, seen } of kept) {
        const name = nameIn(outcome)
        const values = [name, fieldOf(outcome), outcome.result.kind, pack({ outcome }), outcome.team ?? '']
        transaction.eval(KEEP, 4, ...keysOf(name), ...values)
        if (seen) transaction.set(key('seen', outcome.repository, outcome.commit), Buffer.from(seen))
      }
      for (const [error] of (await transaction.exec()) ?? []) if (error) throw error
    },
    async find(wanted) {
      const field = fieldOf(wanted)
      return (await all(nameIn(wanted))).find((outcome) => fieldOf(outcome) === field)
    },
    newest: (repository, revision) => newest(nameIn({ repository, revision })),
    async *outcomes({ until } = {}) {
      for (let from = '-'; ;) {
        const names = await redis.zrangebylex(key('names'), from, '+', 'LIMIT', 0, PORTION)
        const found = await Promise.all(names.map((name) => newest(name, until)))
        yield* found.filter((outcome) => outcome !== undefined)
        const last = names.at(-1)
        if (last === undefined || names.length < PORTION) return
        from = `(${last}`
      }
    },
    async seen(repository, commit) {
      return (await redis.getBuffer(key('seen', repository, commit))) ?? undefined
    },
  }
}

function nameIn({ repository, revision }: Pick<OutcomeKey, 'repository' | 'revision'>): string {
  return `${repository}\0${revision}`
}

function fieldOf({ commit, build, knowledge }: OutcomeKey): string {
  return `${commit} ${build} ${knowledge}`
}

/** The latest first; of two of one moment the same one at every call. */
function laterFirst(left: Outcome, right: Outcome): number {
  if (left.at !== right.at) return left.at > right.at ? -1 : 1
  return fieldOf(left) < fieldOf(right) ? -1 : 1
}

/** All but the result on the first line, then the result. */
function pack({ outcome: { result, team: _, ...rest } }: Kept): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify(rest)}\n`), packResult(result)])
}

function unpack(bytes: Buffer, team: string | undefined): Outcome {
  const end = bytes.indexOf('\n')
  const rest: Omit<Outcome, 'result' | 'team'> = JSON.parse(bytes.toString('utf8', 0, end))
  return { ...rest, ...(team === undefined ? {} : { team }), result: unpackResult(bytes.subarray(end + 1)) }
}
