import { setFlagsFromString } from 'node:v8'

/**
 * Sets the engine for a run of seconds: a function is optimized only once it has run about eight times as much as the engine
 * would wait for. Left to itself that of Node.js 20 spends a quarter of an audit's processor time on code that is hardly
 * used again. Later ones spend a twentieth, and complain on standard error about flags that they do not know.
 */
export function compilingLess(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=1000000')
}

/**
 * Holds the heap of this process near what is in use from the first file on: it may grow by a fifth between two full
 * collections, and the space for new objects stays what it has become while the program was loaded. Left to itself the
 * engine takes a third more memory, for hardly any time.
 * @param show told of each file that is read
 */
export function keepingHeapSmall(show: (what: string) => void): (what: string) => void {
  let done = false
  return (what) => {
    if (!done) {
      setFlagsFromString('--heap-growing-percent=20')
      setFlagsFromString('--semi-space-growth-factor=1')
    }
    done = true
    show(what)
  }
}

/**
 * Lets the heap of this process grow by so much between two full collections, for servers that are kept open all day: an audit
 * leaves about as much behind as it keeps. Where it may double, a server takes 390 MB in place of 240; left to itself the engine
 * lets it grow to some five times of what is in use where there is room.
 * @param percent 30 for who is asked now and then; with 60 an audit takes a fifth less time and 30 MB more
 */
export function keepingHeapNear(percent: 30 | 60): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`)
}
