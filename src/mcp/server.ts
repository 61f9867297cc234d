import { type CallToolResult, McpServer } from '@modelcontextprotocol/server'
import { UsageError } from '../config/usage-error.ts'
import { version } from '../generated/version.ts'
import type { Projects } from './projects.ts'
import type { Tool } from './tool.ts'
import { audit } from './tools/audit.ts'
import { explain } from './tools/explain.ts'
import { lookup } from './tools/lookup.ts'
import { patch } from './tools/patch.ts'
import { port } from './tools/port.ts'

const INSTRUCTIONS =
  'Acclimate knows what machine-learning code does on a Mac with Apple silicon and on CUDA. To make a project run on both: audit it, apply what is right of the patch, mend the rest by hand (explain gives a page for each code), and audit again until nothing stops the program or leaves the GPU idle. Fix where the device is chosen, not each name: a textual replacement of cuda by mps breaks CUDA.'

/** A server that answers agents about projects; nothing of a project is executed, and nothing is written. */
export function mcpServer(projects: Projects): McpServer {
  const server = new McpServer({ name: 'acclimate', version }, { instructions: INSTRUCTIONS })
  register(server, audit, projects)
  register(server, patch, projects)
  register(server, port, projects)
  register(server, explain, projects)
  register(server, lookup, projects)
  return server
}

function register<Input>(
  server: McpServer,
  { name, title, description, input, answer }: Tool<Input>,
  projects: Projects,
) {
  const annotations = { readOnlyHint: true, idempotentHint: true, openWorldHint: false }
  server.registerTool(name, { title, description, inputSchema: input, annotations }, async (given) => {
    try {
      const { text, data } = await answer(given, projects)
      return { content: [{ type: 'text', text }], structuredContent: { ...data } } satisfies CallToolResult
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      return { content: [{ type: 'text', text: error.message }], isError: true } satisfies CallToolResult
    }
  })
}
