/**
 * Tokens for hosts come in the environment, as `ACCLIMATE_FLEET_TOKENS="github.com=… git.example.org=…"`: arguments show in
 * lists of processes, and addresses are kept. They go on to git in its own environment, for nobody but that host.
 */
const VARIABLE = 'ACCLIMATE_FLEET_TOKENS'

/** A host, perhaps with a port, and a token. */
const PAIR = /^([\w.-]+(?::\d+)?)=(\S+)$/

/** The token that the user has for a host. */
export function tokenFor(host: string, environment: NodeJS.ProcessEnv): string | undefined {
  return pairsIn(environment).find(([own]) => own === host)?.[1]
}

/** The settings by which git sends each host its token; none where there are no tokens. */
export function tokensFor(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const pairs = pairsIn(environment)
  if (pairs.length === 0) return {}
  const settings = pairs.flatMap(([host, token], index) => [
    [`GIT_CONFIG_KEY_${index}`, `http.https://${host}/.extraHeader`],
    [`GIT_CONFIG_VALUE_${index}`, `Authorization: Basic ${sent(token)}`],
  ])
  return { ...Object.fromEntries(settings), GIT_CONFIG_COUNT: String(pairs.length), [VARIABLE]: '' }
}

/** A text without tokens of the user's, as they are given or sent: a host may say again what it was sent. */
export function withoutTokens(text: string, environment: NodeJS.ProcessEnv): string {
  return (
    pairsIn(environment)
      .flatMap(([, token]) => [sent(token), token])
      // Of one that stands in another the rest would be left.
      .toSorted((one, other) => other.length - one.length)
      .reduce((clean, secret) => clean.replaceAll(secret, '…'), text)
  )
}

/** What GitHub, GitLab and Gitea all take; any name of a user will do. */
function sent(token: string): string {
  return Buffer.from(`oauth2:${token}`).toString('base64')
}

function pairsIn(environment: NodeJS.ProcessEnv): readonly (readonly [host: string, token: string])[] {
  const words = (environment[VARIABLE] ?? '').split(/\s+/)
  return words.flatMap((word) => {
    const [, host, token] = PAIR.exec(word) ?? []
    return host === undefined || token === undefined ? [] : [[host, token] as const]
  })
}
