import {
  type CallToolResult,
  inputRequired,
  inputResponse,
  McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { UsageError } from '../config/usage-error.ts'
import { version } from '../generated/version.ts'
import { registerPages } from './pages.ts'
import type { Projects } from './projects.ts'
import type { Tool } from './tool.ts'
import { audit } from './tools/audit.ts'
import { explain } from './tools/explain.ts'
import { fit } from './tools/fit.ts'
import { lookup } from './tools/lookup.ts'
import { patch } from './tools/patch.ts'
import { port } from './tools/port.ts'
import { rehearse } from './tools/rehearse.ts'

const INSTRUCTIONS =
  'Acclimate knows what machine-learning code does on a Mac with Apple silicon and on CUDA. To make a project run on both: audit it, apply what is right of the patch, mend the rest by hand (explain gives a page for each code), and audit again until nothing stops the program or leaves the GPU idle. Fix where the device is chosen, not each name: a textual replacement of cuda by mps breaks CUDA.'

/** A server that answers agents about projects; nothing is written, and nothing of a project is executed unless its user agrees. */
export function mcpServer(projects: Projects): McpServer {
  const server = new McpServer({ name: 'acclimate', version }, { instructions: INSTRUCTIONS })
  register(server, audit, projects)
  register(server, patch, projects)
  register(server, port, projects)
  register(server, explain, projects)
  register(server, lookup, projects)
  register(server, fit, projects)
  register(server, rehearse, projects)
  registerPages(server)
  return server
}

function register<Input>(
  server: McpServer,
  { name, title, description, input, answer, asksFirst }: Tool<Input>,
  projects: Projects,
) {
  const isSafe = asksFirst === undefined
  // A program of the user's may do anything.
  const annotations = { readOnlyHint: isSafe, destructiveHint: !isSafe, idempotentHint: isSafe, openWorldHint: !isSafe }
  server.registerTool(name, { title, description, inputSchema: input, annotations }, async (given, context) => {
    try {
      const asked = asksFirst && agreed(asksFirst(given), context)
      if (asked !== undefined) return asked
      const { text, data } = await answer(given, projects)
      return { content: [{ type: 'text', text }], structuredContent: { ...data } } satisfies CallToolResult
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      return refused(error.message)
    }
  })
}

const QUESTION = 'run'

/** Asks the user by way of the agent's program; undefined where they have agreed. */
function agreed(message: string, { mcpReq }: ServerContext) {
  const response = inputResponse(mcpReq.inputResponses, QUESTION)
  if (response.kind === 'missing') {
    // To accept is to agree: there is nothing to fill in.
    const requestedSchema = { type: 'object' as const, properties: {} }
    return inputRequired({ inputRequests: { [QUESTION]: inputRequired.elicit({ message, requestedSchema }) } })
  }
  const isAgreed = response.kind === 'elicit' && response.action === 'accept'
  return isAgreed ? undefined : refused('The user does not want it to be run.')
}

function refused(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true }
}
