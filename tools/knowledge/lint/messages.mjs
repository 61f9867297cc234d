import { existsSync } from 'node:fs'
import { ge, valid } from '@renovatebot/pep440'
import { readMessages } from '../read.mjs'

const KEYS = new Set('id by wordings example means fix codes since until narrows sources'.split(' '))

/** Messages are whole, lead to pages that exist, and are told apart: no other wording stands in the example of one. */
export function* check({ folder }) {
  const all = readMessages(folder)
  const byId = new Map()
  for (const { file, message } of all) {
    const where = `${file} ${message.id}`
    if (byId.has(message.id)) yield { where, what: 'is there twice' }
    byId.set(message.id, message)
    yield* whole(where, message)
    yield* range(where, message)
  }
  for (const { file, message } of all) yield* toldApart(`${file} ${message.id}`, message, all, byId)
}

function* whole(where, message) {
  for (const key of Object.keys(message)) if (!KEYS.has(key)) yield { where, what: `has an unknown key: ${key}` }
  for (const key of ['id', 'by', 'example', 'means', 'fix']) {
    if (typeof message[key] !== 'string' || message[key] === '') yield { where, what: `has no ${key}` }
  }
  if (!(message.wordings?.length > 0)) yield { where, what: 'has no wording' }
  if (!(message.sources?.length > 0)) yield { where, what: 'has no source' }
  for (const wording of message.wordings ?? []) {
    if (/\w\{|\}\w/.test(wording)) yield { where, what: `has a hole within a word: ${wording}` }
  }
  for (const code of message.codes) {
    const page = new URL(`../../../docs/rules/${code}.md`, import.meta.url)
    if (!existsSync(page)) yield { where, what: `leads to no finding: ${code}` }
  }
}

function* range(where, { since, until }) {
  for (const version of [since, until]) {
    if (version !== undefined && (typeof version !== 'string' || valid(version) === null)) {
      yield { where, what: `no version in quotes: ${version}` }
    }
  }
  if (since !== undefined && until !== undefined && ge(String(since), String(until))) {
    yield { where, what: `is said until ${until}, before ${since}` }
  }
}

/** Where a wider wording stands in the example as well, the message says so by `narrows`. */
function* toldApart(where, message, all, byId) {
  const { example = '', wordings = [], narrows = [] } = message
  if (!wordings.some((wording) => standsIn(wording, example))) yield { where, what: 'is not worded as its example' }
  for (const id of narrows) if (!byId.has(id)) yield { where, what: `narrows no message: ${id}` }
  for (const { message: other } of all) {
    if (other === message || narrows.includes(other.id)) continue
    const found = (other.wordings ?? []).find((wording) => standsIn(wording, example))
    if (found !== undefined) yield { where, what: `its example is worded as ${other.id}: ${found}` }
  }
}

/** Whether a text has all parts of a wording in their order; case, quotes and line ends do not count. */
function standsIn(wording, text) {
  const said = ` ${plain(text)} `
  let at = 0
  for (const part of wording.split(/\{\w*\}/).map(plain)) {
    const found = part === '' ? at : said.indexOf(` ${part} `, at)
    if (found === -1) return false
    at = part === '' ? at : found + part.length + 1
  }
  return true
}

function plain(text) {
  return text
    .toLowerCase()
    .replaceAll(/\d+/g, '#')
    .replaceAll(/[^\p{L}\p{N}_#]+/gu, ' ')
    .trim()
}
