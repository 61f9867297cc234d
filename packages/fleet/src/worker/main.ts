import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { perform } from './perform.ts'
import type { Task } from './message.ts'

// As the command line does: left to itself the engine of Node.js 20 optimizes much that is hardly used again.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=1000000')

// A task computes for seconds without looking up; this thread ends the process where its parent is gone meanwhile.
const watch = `const parent = process.ppid
setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL') }, 1000)`
new Worker(watch, { eval: true }).unref()

process.on('disconnect', () => process.exit())
process.on('message', async (task: Task) => {
  process.send?.(await perform(task))
})
