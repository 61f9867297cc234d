import { auditFiles } from '../../../src/audit-files.ts'
import type { AuditHost } from '../../../src/audit-host.ts'
import { withDefaults } from '../../../src/config/options.ts'
import { UsageError } from '../../../src/config/usage-error.ts'
import { KNOWLEDGE_PARTS, lazyKnowledge } from '../../../src/knowledge/lazy-knowledge.ts'
import { pythonParser } from '../../../src/project/python/parser.ts'
import type { Report } from '../../../src/report/report.ts'
import { withUnread } from '../../../src/report/with-unread.ts'
import type { Reply, Request } from './messages.ts'
import { revisionOf } from './project/git.ts'
import { ArchiveProblem, projectOfArchive } from './project/of-archive.ts'
import { projectOfFiles } from './project/of-files.ts'
import type { Project } from './project/project.ts'
import { settingsOf } from './project/settings.ts'

/** Milliseconds between two words of progress; nobody reads faster, and each one costs. */
const PAUSE = 60

/** The build puts this script into a folder of the site's root. */
const root = new URL(/* @vite-ignore */ '../', import.meta.url)

addEventListener('message', ({ data }: MessageEvent<Request>) => void answer(data))

async function answer(request: Request): Promise<void> {
  try {
    say({ kind: 'report', report: await reportOn(request, progressBy(say)) })
  } catch (error) {
    if (error instanceof UsageError || error instanceof ArchiveProblem) say({ kind: 'problem', message: error.message })
    else say({ kind: 'bug', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

/** The whole audit, as the command line does it: what it is lent is different, what it does is not. */
async function reportOn({ name, content, asOf }: Request, progress: (what: string) => void): Promise<Report> {
  // Both are on their way while the project is read.
  const [project, host] = await Promise.all([projectIn(name, content, progress), hostInBrowser()])
  const { tree, unread } = project
  const revision = revisionOf(tree)
  const options = withDefaults({ ...(await settingsOf(tree)), ...(asOf === undefined ? {} : { asOf }) })
  const about = { name: project.name, ...(revision === undefined ? {} : { revision }) }
  return withUnread(await auditFiles(about, tree, host, options, progress), unread)
}

async function projectIn(
  name: string,
  content: Request['content'],
  progress: (what: string) => void,
): Promise<Project> {
  return 'files' in content ? projectOfFiles(name, content.files) : projectOfArchive(name, content.archive, progress)
}

/** What lies beside the site's pages. Nobody can be asked, and nothing is kept. */
async function hostInBrowser(): Promise<AuditHost> {
  const texts = new Map(
    await Promise.all(
      KNOWLEDGE_PARTS.map(async (part) => [part, await (await fetched(`knowledge/${part}.json`)).text()] as const),
    ),
  )
  return {
    knowledge: lazyKnowledge((part) => JSON.parse(texts.get(part) ?? '')),
    async pythonParser() {
      const response = await fetched('grammars/tree-sitter-python.wasm')
      return pythonParser({ grammar: new Uint8Array(await response.arrayBuffer()) })
    },
  }
}

async function fetched(path: string): Promise<Response> {
  const response = await fetch(new URL(path, root))
  if (!response.ok) throw new Error(`${path} is not there`)
  return response
}

function progressBy(tell: (reply: Reply) => void): (what: string) => void {
  let last = 0
  return (what) => {
    const now = performance.now()
    if (now - last < PAUSE) return
    last = now
    tell({ kind: 'progress', what })
  }
}

function say(reply: Reply): void {
  postMessage(reply)
}
