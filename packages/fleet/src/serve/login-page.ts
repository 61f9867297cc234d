import { asText } from 'acclimate/parts'
import { page } from '../generated/dashboard.ts'

/** Where the token is asked for. It is sent in a form, so that it stands in no address, history or log. */
export function loginPage(problem: string): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<title>The fleet on CUDA and Metal</title>',
    `<style>${page.style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    '<h1>The fleet on CUDA and Metal</h1>',
    '<p>The token is the one that the server was started with.</p>',
    ...(problem === '' ? [] : [`<p role="alert">${asText(problem)}</p>`]),
    '<form method="post" action="/enter" class="filters">',
    '<label>Token <input type="password" name="token" autocomplete="off" required></label>',
    '<button>Open</button>',
    '</form>',
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}
