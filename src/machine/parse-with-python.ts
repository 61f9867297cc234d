import { spawn } from 'node:child_process'

/** Milliseconds: a thousand files take a second. */
const TIME_LIMIT = 60_000
const MOST_OUTPUT = 10_000_000

/**
 * Reads texts from standard input and says what is wrong with each. It parses and does no more: nothing is compiled to disk,
 * imported or run.
 */
const SCRIPT = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
errors = []
for text in json.loads(sys.stdin.buffer.read()):
    try:
        ast.parse(text)
        errors.append(None)
    except Exception as error:
        errors.append("%s: %s" % (type(error).__name__, error))
print(json.dumps({"version": "%d.%d" % sys.version_info[:2], "errors": errors}))
`

/** What a Python says of texts. */
export interface ParsedTexts {
  readonly version: string
  readonly errors: readonly (string | undefined)[]
}

/**
 * Asks the Python that is first on the path whether it can parse texts, without the project's or the user's own modules
 * (-I -S) and in the root folder. Undefined where there is no Python, or no answer.
 */
export async function parseWithPython(texts: readonly string[]): Promise<ParsedTexts | undefined> {
  for (const program of ['python3', 'python']) {
    // oxlint-disable-next-line no-await-in-loop -- the second is asked only where there is no first
    const answer = answerIn(await said(program, JSON.stringify(texts)), texts.length)
    if (answer) return answer
  }
  return undefined
}

function said(program: string, input: string): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, ['-I', '-S', '-c', SCRIPT], {
      cwd: '/',
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: TIME_LIMIT,
      env: { PATH: process.env['PATH'] },
    })
    let out = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text: string) => {
      out += text
      if (out.length > MOST_OUTPUT) child.kill()
    })
    child.on('error', () => resolve(''))
    child.on('close', (code) => resolve(code === 0 ? out : ''))
    // It may be gone before it has read all.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

function answerIn(out: string, count: number): ParsedTexts | undefined {
  try {
    const { version, errors }: { version: string; errors: (string | null)[] } = JSON.parse(out)
    if (errors.length !== count) return undefined
    return { version, errors: errors.map((error) => error ?? undefined) }
  } catch {
    return undefined
  }
}
