import { withTimeLeft } from './time-left.ts'

/** Milliseconds of silence: most audits are over by then, and a line that flashes up helps nobody. */
const PATIENCE = 1_000
/** Milliseconds between two changes of the line. */
const PACE = 100
/** Columns of a terminal that does not tell, or says that it has none, as those do that programs make for others. */
const NARROW = 80

interface ProgressLine {
  readonly show: (what: string) => void
  readonly clear: () => void
  /** Says what is waited for, how much of it is done as far as the work tells, and for how many seconds already. */
  readonly during: <Result>(what: string, work: (tell: Tell) => Promise<Result>) => Promise<Result>
}

type Tell = (what: string) => void

/** One line on standard error that says what is being done, and where that has an end how long it takes; silent unless a person is looking. */
export function progressLine(quiet: boolean): ProgressLine {
  if (quiet || !process.stderr.isTTY) return { show: () => {}, clear: () => {}, during: (_, work) => work(() => {}) }
  let next = performance.now() + PATIENCE
  let shown = false
  const timed = withTimeLeft()
  const show = (what: string): void => {
    const now = performance.now()
    const text = timed(what, now)
    if (now < next) return
    next = now + PACE
    shown = true
    const line = text.replace(/[^\x20-\x7E]/g, '?').slice(0, (process.stderr.columns || NARROW) - 1)
    process.stderr.write(`\r\u001B[K${line}`)
  }
  const clear = (): void => {
    if (shown) process.stderr.write('\r\u001B[K')
    shown = false
  }
  return {
    show,
    clear,
    async during(what, work) {
      const began = performance.now()
      let done = ''
      const say = () => show(`${what}${done}, ${Math.round((performance.now() - began) / 1000)} s`)
      const tick = setInterval(say, PATIENCE)
      try {
        return await work((told) => {
          done = `: ${told}`
          say()
        })
      } finally {
        clearInterval(tick)
        clear()
      }
    },
  }
}
