import type { CudaBuild, FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { siteAt, type TextFile } from '../../text-file.ts'
import { withoutComments } from '../starlark-code.ts'

/** A condition's end and beginning, or a call with arguments that name CUDA. */
const TOKEN = /^[ \t]*(endif|if)\b|\b(project|add_languages|dependency)\s*\(([^()]{0,2000})\)/gm
/** Most places that one file reports. */
const MAX_PLACES = 50

export const format = {
  name: 'meson',
  specification: 'https://mesonbuild.com/Cuda-module.html',
  recognises: (path, text) => /(?:^|\/)meson\.build$/.test(path) && /cuda/i.test(text),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const builds: CudaBuild[] = []
  let conditions = 0
  for (const match of withoutComments(file.text).matchAll(TOKEN)) {
    const [whole, keyword, , words = ''] = match
    if (keyword === 'if') conditions += 1
    else if (keyword === 'endif') conditions = Math.max(0, conditions - 1)
    else if (/['"]cu(?:da|dnn)['"]/.test(words) && builds.length < MAX_PLACES) {
      const optional = conditions > 0 || /\brequired\s*:\s*(?!true\b)/.test(words)
      builds.push({ how: 'meson', optional, site: siteAt(file, match.index, match.index + whole.length) })
    }
  }
  return { builds }
}
