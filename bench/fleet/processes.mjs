import { readFileSync } from 'node:fs'

/** Units of /proc in a second; every Linux that Node.js runs on says so. */
const TICKS = 100

/** Processes that one has started and that still run; none where it is gone. */
export function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** Seconds of processors: a process's own, and those of what it has started and that has ended. Zeros where it is gone. */
export function processorSecondsOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name, in parentheses, may hold anything.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [user, system, ofEndedUser, ofEndedSystem] = fields.slice(11, 15)
    return { own: (user + system) / TICKS, ended: (ofEndedUser + ofEndedSystem) / TICKS }
  } catch {
    return { own: 0, ended: 0 }
  }
}

/** Seconds of processors of a process and all that it has started. */
export function processorSecondsBelow(pid) {
  const { own, ended } = processorSecondsOf(pid)
  return childrenOf(pid).reduce((sum, child) => sum + processorSecondsBelow(child), own + ended)
}
