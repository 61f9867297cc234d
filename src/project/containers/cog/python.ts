import type { Scalar, Value } from '../../data/value.ts'
import { textOf } from '../../data/value.ts'
import type { Declaration, FileFacts } from '../../facts.ts'
import { parseRequirement } from '../../requirement/requirement.ts'
import { positionAt, siteAt, type TextFile } from '../../text-file.ts'

/** `python_version: "3.11"` asks for any release of that minor version. */
export function pythonFacts(file: TextFile, version: Value | undefined): FileFacts {
  const text = textOf(version)
  if (!version || !text || !/^\d+(?:\.\d+){0,2}$/.test(text)) return {}
  const specifier = text.split('.').length > 2 ? `==${text}` : `==${text}.*`
  return { pythons: [{ specifier, site: siteAt(file, version.at, version.end) }] }
}

/** The requirements of `python_packages`. */
export function packageFacts(file: TextFile, packages: readonly Scalar[]): FileFacts {
  const declarations: Declaration[] = []
  const unread = []
  for (const { text, at, end } of packages) {
    const parsed = parseRequirement(text)
    if (!parsed.ok) {
      unread.push({ file: file.path, line: positionAt(file, at).line, reason: `requirement: ${parsed.reason}` })
      continue
    }
    const { name, specifier, extras, url, marker } = parsed.requirement
    declarations.push({
      name,
      requirement: text,
      specifier,
      extras,
      ...(url === undefined ? {} : { url }),
      ...(marker === undefined ? {} : { marker }),
      scope: 'runtime',
      ecosystem: 'pypi',
      format: 'cog',
      site: siteAt(file, at, end),
    })
  }
  return { declarations, unread }
}
