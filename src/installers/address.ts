import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Installers take paths for addresses. A relative one means something in the folder that it was written for, which
 * nobody can tell here, so it means nothing.
 */
export function addressesOf(texts: readonly string[]): readonly string[] {
  const addresses = texts.flatMap((text) => {
    if (/^[a-z][a-z\d+.-]+:/i.test(text)) return [text]
    return isAbsolute(text) ? [pathToFileURL(text).href] : []
  })
  return [...new Set(addresses)]
}
