import { once } from 'node:events'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { keptProjects } from '../mcp/projects.ts'
import { mcpServer } from '../mcp/server.ts'
import { keepingHeapNear } from './engine.ts'
import { EXIT } from './exit.ts'

/** Answers an agent over standard input and output until it hangs up. */
export async function runMcp(): Promise<number> {
  keepingHeapNear(30)
  const projects = keptProjects()
  serveStdio(() => mcpServer(projects))
  // A file that is at its end is not closed.
  await Promise.race([once(process.stdin, 'end'), once(process.stdin, 'close')])
  projects.close()
  return EXIT.fine
}
