import { normaliseName } from './name.ts'
import type { Requirement } from './requirement.ts'

/** How a place to install from begins or ends, where pip takes it without a name before it. */
const REFERENCE = /^(?:[a-z][a-z\d+.-]*:|\.{1,2}(?:$|[[/])|\/|~\/)|\/|\.(?:whl|zip|tgz|tar\.\w+)$/i
const MARKER = /[ \t];/
const NAME = /^[a-z\d](?:[\w.-]*[a-z\d])?$/i
const EGG = /^([^[\]]*)(?:\[([^\]]*)\])?$/
const SOURCE_ARCHIVE = /^(.+?)-(\d[^-]*)\.(?:zip|tgz|tar\.\w+)$/
/** Folders of a code host under which it offers archives of the repository named before them. */
const ARCHIVE_FOLDERS = new Set(['archive', 'zipball', 'tarball'])

/** Whether a text is a place to install from - an address, a repository or a path - with or without a marker. */
export function isReference(text: string): boolean {
  const [place] = splitMarker(text)
  return !/\s/.test(place) && REFERENCE.test(place)
}

/**
 * What a bare reference asks for. Its name is the one stated (`#egg=`, a wheel's file name) or else, as the best
 * guess, that of the repository or folder; undefined where there is none to guess from, as for `.`.
 */
export function parseReference(text: string): Requirement | undefined {
  const [place, marker] = splitMarker(text)
  const [url = '', fragment = ''] = place.split('#', 2)
  const egg = /(?:^|&)egg=([^&]*)/.exec(fragment)?.[1]
  const bracketed = /^(.*)\[([^[\]]*)\]$/.exec(url)
  const [, stated = '', eggExtras] = EGG.exec(decoded(egg ?? '')) ?? []
  const { name, version } = stated === '' ? nameIn(bracketed?.[1] ?? url) : { name: stated }
  if (!NAME.test(name)) return undefined
  const extras = (eggExtras ?? bracketed?.[2] ?? '').split(',').map((extra) => normaliseName(extra.trim()))
  return {
    name: normaliseName(name),
    rawName: name,
    extras: extras.filter(Boolean),
    specifier: version === undefined ? '' : `==${version}`,
    url: place,
    ...(marker === undefined ? {} : { marker }),
  }
}

function splitMarker(text: string): readonly [string, string?] {
  const at = text.search(MARKER)
  return at === -1 ? [text.trim()] : [text.slice(0, at).trim(), text.slice(at + 2).trim()]
}

function nameIn(url: string): { readonly name: string; readonly version?: string } {
  const path = url
    .replace(/^[a-z][a-z\d+.-]*:(?:\/\/[^/]*)?/i, '')
    .replace(/^[^/@]*@[^/:]*:/, '/')
    .replace(/[?@].*$/, '')
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.')
  const archive = segments.findIndex((segment) => ARCHIVE_FOLDERS.has(segment))
  if (archive > 0) return { name: segments[archive - 1] ?? '' }
  const last = decoded(segments.at(-1) ?? '')
  const [wheelName = '', wheelVersion] = last.split('-')
  if (last.endsWith('.whl'))
    return wheelVersion === undefined ? { name: '' } : { name: wheelName, version: wheelVersion }
  const [, name, version] = SOURCE_ARCHIVE.exec(last) ?? []
  return name !== undefined && version !== undefined ? { name, version } : { name: last.replace(/\.git$/, '') }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
