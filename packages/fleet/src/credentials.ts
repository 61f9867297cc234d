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
    // What GitHub, GitLab and Gitea all take; any name of a user will do.
    [`GIT_CONFIG_VALUE_${index}`, `Authorization: Basic ${Buffer.from(`oauth2:${token}`).toString('base64')}`],
  ])
  return { ...Object.fromEntries(settings), GIT_CONFIG_COUNT: String(pairs.length), [VARIABLE]: '' }
}

function pairsIn(environment: NodeJS.ProcessEnv): readonly (readonly [host: string, token: string])[] {
  const words = (environment[VARIABLE] ?? '').split(/\s+/)
  return words.flatMap((word) => {
    const [, host, token] = PAIR.exec(word) ?? []
    return host === undefined || token === undefined ? [] : [[host, token] as const]
  })
}
