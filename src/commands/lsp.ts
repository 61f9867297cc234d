import { once } from 'node:events'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { serveEditor } from '../lsp/server.ts'
import { keepingHeapNear } from './engine.ts'
import { EXIT } from './exit.ts'

/** Answers an editor over standard input and output until it hangs up. */
export async function runLsp(): Promise<number> {
  keepingHeapNear(60)
  serveEditor(createConnection(ProposedFeatures.all, process.stdin, process.stdout))
  await once(process.stdin, 'close')
  return EXIT.fine
}
