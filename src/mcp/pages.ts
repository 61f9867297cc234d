import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/server'
import { UsageError } from '../config/usage-error.ts'

const MARKDOWN = { mimeType: 'text/markdown' } as const

/** Codes that are offered for what was typed of one. */
const MOST_OFFERED = 100

/** The pages that `explain` gives, for those who attach one to what they ask, and what to call in which order. */
export function registerPages(server: McpServer): void {
  const template = new ResourceTemplate('acclimate://pages/{+code}', {
    list: async () => ({
      resources: (await topics()).map(({ code, title }) => ({ uri: uriOf(code), name: code, title, ...MARKDOWN })),
    }),
    complete: {
      code: async (typed) =>
        (await topics())
          .map(({ code }) => code)
          .filter((code) => code.startsWith(typed))
          .slice(0, MOST_OFFERED),
    },
  })
  const description = 'What a kind of finding means, what to do about it, and where that is known from.'
  server.registerResource(
    'page',
    template,
    { title: 'Kinds of findings', description, ...MARKDOWN },
    async (uri, { code }) => {
      const { explain } = await import('../shipped/pages.ts')
      const page = explain(String(code))
      if (page === undefined) throw new UsageError(`there is no page on ${String(code)}`)
      return { contents: [{ uri: uri.href, text: page, ...MARKDOWN }] }
    },
  )
  const skill = {
    title: 'How to make a project run on a Mac',
    description: 'What to call in which order.',
    ...MARKDOWN,
  }
  server.registerResource('skill', 'acclimate://skill', skill, async (uri) => {
    const { skillText } = await import('../shipped/pages.ts')
    return { contents: [{ uri: uri.href, text: skillText(), ...MARKDOWN }] }
  })
}

async function topics() {
  const { topics: all } = await import('../shipped/pages.ts')
  return all()
}

function uriOf(code: string): string {
  return `acclimate://pages/${code}`
}
