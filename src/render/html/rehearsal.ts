import { page } from '../../generated/page.ts'
import type { Rehearsal, RehearsalEvent } from '../../report/rehearsal.ts'
import {
  EVENT_WORDS,
  memoryInWords,
  messageInWords,
  outcomesInWords,
  runInWords,
  timesInWords,
} from '../rehearsal-words.ts'
import { asText } from './escape.ts'

/** Nothing is loaded and nothing runs: the page is text. */
const POLICY = `default-src 'none'; style-src '${page.styleHash}'; base-uri 'none'; form-action 'none'`

/** What a rehearsal came to, as one page that needs nothing else. */
export function htmlRehearsal(rehearsal: Rehearsal): string {
  const { command, events } = rehearsal
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="referrer" content="no-referrer">',
    '<title>Rehearsal</title>',
    `<style>${page.style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    '<h1>Rehearsal</h1>',
    `<p><code>${asText(command.join(' '))}</code></p>`,
    `<p>${asText(runInWords(rehearsal))}</p>`,
    ...line('Memory:', memoryInWords(rehearsal)),
    ...line('Findings of the audit:', outcomesInWords(rehearsal)),
    ...(events.length === 0 ? [] : ['<ul>', ...events.map(item), '</ul>']),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function item(event: RehearsalEvent): string {
  const { kind, first, mendedIn } = event
  const mended = mendedIn === undefined ? '' : ` PyTorch ${asText(mendedIn)} has it on Metal.`
  const excerpt = first.excerpt === '' ? '' : `<pre><code>${asText(first.excerpt)}</code></pre>`
  return [
    `<li><b>${asText(first.file)}:${first.line}</b> ${EVENT_WORDS[kind]}${asText(timesInWords(event))}`,
    `${excerpt}<p>${asText(messageInWords(event))}${mended}</p></li>`,
  ].join('\n')
}

/** A line with its label; none where there is nothing to say. */
function line(label: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`<p><b>${label}</b> ${asText(text)}</p>`]
}
