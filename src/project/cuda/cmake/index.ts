import type { CudaBuild, FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { siteAt, type TextFile } from '../../text-file.ts'
import { cmakeCommands, type CmakeCommand } from './commands.ts'

/** Longest CMake file that is read, in UTF-16 code units. */
const MAX_CMAKE = 1_000_000
const PACKAGES: ReadonlySet<string> = new Set(['cuda', 'cudatoolkit', 'cudnn', 'nccl', 'tensorrt'])

export const format = {
  name: 'cmake',
  specification: 'https://cmake.org/cmake/help/latest/manual/cmake-language.7.html',
  recognises: (path, text) =>
    /(?:^|\/)CMakeLists\.txt$|\.cmake(?:\.in)?$/i.test(path) && /cuda|cudnn|nccl|tensorrt/i.test(text),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  if (file.text.length > MAX_CMAKE)
    return { unread: [{ file: file.path, reason: `CMake: longer than ${MAX_CMAKE} characters` }] }
  const builds: CudaBuild[] = []
  let conditions = 0
  // Behind `if(NOT USE_CUDA) return() endif()` everything depends on that condition.
  let returned = false
  for (const command of cmakeCommands(file.text)) {
    if (command.name === 'if') conditions += 1
    else if (command.name === 'endif') conditions = Math.max(0, conditions - 1)
    else if (command.name === 'return' && conditions > 0) returned = true
    const how = cudaUse(command)
    if (!how) continue
    const optional = conditions > 0 || returned || isOptionalPackage(command)
    builds.push({ how, optional, site: siteAt(file, command.at, command.end) })
  }
  return { builds }
}

function cudaUse({ name, words }: CmakeCommand): CudaBuild['how'] | undefined {
  if (name === 'enable_language' && words.includes('CUDA')) return 'cmake-language'
  // The languages may stand right behind the name, with or without the keyword.
  if (name === 'project' && words.indexOf('CUDA') > 0) return 'cmake-language'
  return name === 'find_package' && PACKAGES.has(words[0]?.toLowerCase() ?? '') ? 'cmake-package' : undefined
}

/** A package that is not required may be missing, and the file goes on without. */
function isOptionalPackage({ name, words }: CmakeCommand): boolean {
  return name === 'find_package' && !words.includes('REQUIRED')
}
