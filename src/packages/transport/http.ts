import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps, type RequestOptions } from 'node:https'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Refusal } from '../refusal.ts'
import { shown } from './trust.ts'

/** One request: what is asked, and what its answer may cost. */
export interface Question {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly maxBytes: number
  /** Milliseconds, see `Limits`. */
  readonly silence: number
  readonly signal: AbortSignal
  /** How to get there. */
  readonly connect: Pick<RequestOptions, 'agent' | 'host' | 'port' | 'path' | 'ca'>
  /** Told how many bytes have come in; may throw a Refusal. */
  readonly spend: (bytes: number) => void
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Uint8Array
}

/** Failures that are the same a moment later: certificates, names, what is no HTTP. */
const LASTING = /CERT|SSL|TLS|HPE_|ENOTFOUND|ECONNREFUSED|Z_/

/** Asks once, follows nothing. @throws {Refusal} */
export function askOnce(question: Question): Promise<Answer> {
  const { url, headers, connect, signal } = question
  return new Promise<Answer>((resolve, reject) => {
    const fail = (error: unknown): void => reject(error instanceof Refusal ? error : broken(url, error, signal))
    const options = { ...connect, headers, signal }
    const onAnswer = (answer: IncomingMessage): void => void bodyOf(answer, question, request).then(resolve, fail)
    const request: ClientRequest =
      url.protocol === 'https:' ? requestHttps(url, options, onAnswer) : requestHttp(url, options, onAnswer)
    request.setTimeout(question.silence, () =>
      request.destroy(new Refusal(`${shown(url)} is silent`, { passing: true, host: true })),
    )
    request.on('error', fail)
    request.end()
  })
}

async function bodyOf(answer: IncomingMessage, question: Question, request: ClientRequest): Promise<Answer> {
  const { url, maxBytes, spend } = question
  const tooLarge = (): Refusal => new Refusal(`${shown(url)} answers with more than ${maxBytes} bytes`)
  const parts: Buffer[] = []
  let size = 0
  try {
    if (Number(answer.headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
    for await (const chunk of unpacked(counted(answer, spend), answer.headers['content-encoding'], url)) {
      const bytes = Buffer.from(chunk)
      size += bytes.length
      if (size > maxBytes) throw tooLarge()
      parts.push(bytes)
    }
  } finally {
    // What is not wanted is not waited for, either.
    if (!answer.complete) request.destroy()
  }
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts, size) }
}

async function* counted(answer: IncomingMessage, spend: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of answer) {
    const bytes = Buffer.from(chunk)
    spend(bytes.length)
    yield bytes
  }
}

function unpacked(
  packed: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
  url: URL,
): AsyncIterable<Uint8Array> {
  if (encoding === undefined || encoding === 'identity') return packed
  if (encoding !== 'gzip') throw new Refusal(`${shown(url)} answers in an encoding that was not asked for`)
  // What goes wrong is met again where the bytes are taken.
  return pipeline(Readable.from(packed), createGunzip(), () => {})
}

function broken(url: URL, error: unknown, signal: AbortSignal): Refusal {
  if (signal.aborted) return new Refusal(`${shown(url)} takes too long`, { host: true })
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  const why = code ?? (error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error))
  return new Refusal(`${url.host} cannot be read: ${why}`, { passing: !LASTING.test(why), host: true })
}
