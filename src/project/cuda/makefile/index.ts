import type { CudaBuild, FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { gpuFlagsOf } from '../../commands/gpu-flags.ts'
import { lineStarts, lineText, siteOfLine, type TextFile } from '../../text-file.ts'
import { recipesOf } from './recipes.ts'

/** Most places that one file reports; each further rule says the same. */
const MAX_PLACES = 50
const CONDITION = /^\s*(?:ifeq|ifneq|ifdef|ifndef)\b/

export const format = {
  name: 'makefile',
  specification: 'https://www.gnu.org/software/make/manual/make.html',
  recognises: (path) => /(?:^|\/)(?:GNU)?Makefile(?:\.[\w.-]+)?$|\.(?:mk|mak)$/i.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { commands, unread } = recipesOf(file)
  const containers = commands.flatMap(gpuFlagsOf)
  return { builds: /nvcc/i.test(file.text) ? buildsOf(file) : [], commands, containers, unread }
}

function buildsOf(file: TextFile): CudaBuild[] {
  const builds: CudaBuild[] = []
  // `ifeq ($(NVCC),)` anywhere means that the rules were written for machines without the compiler too.
  const looksForCompiler = /^[ \t]*ifn?(?:eq|def)[ \t][^\n]*nvcc/im.test(file.text)
  let conditions = 0
  for (let line = 1; line <= lineStarts(file).length && builds.length < MAX_PLACES; line += 1) {
    const text = withoutComment(lineText(file, line))
    if (CONDITION.test(text)) conditions += 1
    else if (/^\s*endif\b/.test(text)) conditions = Math.max(0, conditions - 1)
    else if (callsCompiler(text)) {
      builds.push({ how: 'makefile', optional: looksForCompiler || conditions > 0, site: siteOfLine(file, line) })
    }
  }
  return builds
}

/** A variable set to the compiler's name, or a recipe that runs it by name or by a variable. */
function callsCompiler(line: string): boolean {
  if (line.startsWith('\t')) return /^\t\s*(?:[@+-]\s*)?(?:\$[({]NVCC[)}]|[\w./$(){}-]*\bnvcc\b)/i.test(line)
  return /^\s*(?:export\s+|override\s+)?[\w.-]+\s*[:?+]?=[^\n]*\bnvcc\b/.test(line)
}

function withoutComment(line: string): string {
  const hash = line.search(/(?<!\\)#/)
  return hash < 0 ? line : line.slice(0, hash)
}
