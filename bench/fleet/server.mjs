import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Milliseconds until what has ended is started again. */
const PAUSE = 200

/** A port of this machine that nobody listens at, and that a server can keep when it is started again. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return String(port)
}

/**
 * Runs a server that is started again whenever it ends, until it is stopped.
 * @param quit the signal at which it ends with all that it has started
 */
export function keepRunning(command, words, { quit = 'SIGKILL', ...options } = {}) {
  let stopped = false
  let server
  const signal = (name) => {
    try {
      // It leads a group of its own, in which its children are.
      return process.kill(-server.pid, name)
    } catch {
      return false
    }
  }
  const start = () => {
    server = spawn(command, words, { ...options, detached: true, stdio: 'ignore' })
    server.once('exit', () => void (stopped || setTimeout(start, PAUSE)))
  }
  const leave = () => void signal(quit)
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => process.exit(1))
  process.once('exit', leave)
  start()
  return {
    pid: () => server.pid,
    kill: () => signal('SIGKILL'),
    async stop() {
      stopped = true
      process.off('exit', leave)
      const isOver = server.exitCode !== null || server.signalCode !== null
      if (!isOver && signal(quit)) await once(server, 'exit')
    },
  }
}
