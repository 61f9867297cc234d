import { Refusal } from '../refusal.ts'
import type { IndexFile } from './index-file.ts'
import { filesOfHtml } from './page-html.ts'
import { filesOfJson } from './page-json.ts'

/** What to ask an index for: JSON (PEP 691) before HTML (PEP 503). */
export const ACCEPT = 'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1'

/** The project page of an index, below its root. */
export function pageAddress(index: string, name: string): string {
  const root = new URL(index)
  root.pathname = `${root.pathname.replace(/\/+$/, '')}/${encodeURIComponent(name)}/`
  return root.href
}

/**
 * The files that a page lists.
 *
 * @param type - value of the Content-Type header
 * @param url - where the page was found; links are relative to that
 * @throws {Refusal} when it is no page of an index
 */
export function filesOfPage(bytes: Uint8Array, type: string, url: string): readonly IndexFile[] {
  const text = decoded(bytes)
  const kind = type.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (kind === 'application/vnd.pypi.simple.v1+json') return filesOfJson(text, url)
  if (kind === 'application/vnd.pypi.simple.v1+html' || kind === 'text/html') return filesOfHtml(text, url)
  throw new Refusal(
    `the index answers with ${/^[\w.+/-]{1,60}$/.test(kind) ? kind : 'an unknown type'}, which is no list of files`,
  )
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal('the index answers with bytes that are no text')
  }
}
