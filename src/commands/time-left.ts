/** Milliseconds after which the pace of something says how long it takes. */
const LEAST = 1_000
/** Milliseconds between two looks at the pace. */
const STEP = 100
/** Milliseconds over which it is seen how fast something goes: what comes first of it may be quick, and the rest slow. */
const WINDOW = 5_000

/**
 * Says of something that is counted, such as `reading 12 of 340: a.py`, how long it goes on at the pace of the last seconds,
 * `reading 12 of 340 (3 s left): a.py`. What stands before the numbers is what is being done.
 */
export function withTimeLeft(): (what: string, now: number) => string {
  let doing: string | undefined
  let seen: readonly { readonly now: number; readonly done: number }[] = []
  return (what, now) => {
    const [count = '', before, done = '', of = ''] = /^(.*?)\b(\d+) of (\d+)\b/.exec(what) ?? []
    if (before === undefined) return what
    const last = before === doing ? seen : []
    doing = before
    const first = last.findLast((one) => now - one.now >= WINDOW) ?? last[0]
    if ((last.at(-1)?.now ?? 0) < now - STEP)
      seen = [...last.filter((one) => one.now >= (first?.now ?? now)), { now, done: Number(done) }]
    if (first === undefined || now - first.now < LEAST || Number(done) <= first.done) return what
    const seconds = ((Number(of) - Number(done)) * (now - first.now)) / (Number(done) - first.done) / 1000
    return seconds < 1 ? what : `${count} (${Math.ceil(seconds)} s left)${what.slice(count.length)}`
  }
}
