import { downloadFile, HubApiError, listFiles } from '@huggingface/hub'
import type { Model } from '../model.ts'
import { type Bytes, FileProblem } from '../models/file/bytes.ts'
import { modelFilesOf } from '../models/file/choose.ts'
import { modelOfFiles } from '../models/file/model-of-files.ts'
import { modelOfConfig } from '../models/config/model-of-config.ts'
import { askingOf } from './asking.ts'

/** Where models are looked for, and as whom. */
export interface Hub {
  /** Without a slash at its end; the Hugging Face Hub when absent. */
  readonly url?: string
  readonly token?: string
}

type Read = { readonly is: Model } | { readonly problem: string }

const HUB = 'https://huggingface.co'

/** `owner/name`, with the quantization that is wanted of several: `owner/name:Q8_0`. */
const NAME = /^(?<id>\w[\w.-]{0,95}\/\w[\w.-]{0,95})(?::(?<quantization>\w{1,20}))?$/

/** Vocabularies make some configs long. */
const MOST_CONFIG_BYTES = 10_000_000
/** Files at the top of a repository; those with more are data sets. */
const MOST_FILES = 5000

/**
 * The model of a repository on a hub: its config and the headers of its files, which takes some megabytes of them.
 *
 * @returns undefined where the name is none of a repository
 */
export async function modelOnHub(name: string, { url = HUB, token }: Hub): Promise<Read | undefined> {
  const { id, quantization } = NAME.exec(name.trim())?.groups ?? {}
  if (id === undefined) return undefined
  const access = { repo: id, hubUrl: url, fetch: askingOf(), ...(token !== undefined && { accessToken: token }) }
  try {
    return await modelIn(id, access, quantization)
  } catch (error) {
    if (error instanceof HubApiError) return { problem: `${id}: ${whyRefused(error.statusCode, token)}` }
    if (error instanceof FileProblem) return { problem: `${id}: ${error.message}` }
    if (error instanceof Error) return { problem: `${id}: ${new URL(url).host} cannot be asked: ${reasonOf(error)}` }
    throw error
  }
}

interface Access {
  readonly repo: string
  readonly hubUrl: string
  readonly fetch: typeof fetch
  readonly accessToken?: string
}

async function modelIn(id: string, access: Access, quantization: string | undefined): Promise<Read> {
  const sizes = new Map<string, number>()
  for await (const { type, path, size } of listFiles(access)) {
    if (type === 'file') sizes.set(path, size)
    if (sizes.size > MOST_FILES) return { problem: `${id}: it has more than ${MOST_FILES} files` }
  }
  const config = sizes.has('config.json') ? await configOf(access, sizes.get('config.json') ?? 0) : undefined
  const files = modelFilesOf([...sizes.keys()], quantization)
  if (files.length > 0) {
    const parts = files.map((path) => bytesOf(access, path, sizes.get(path) ?? 0))
    return modelOfFiles({ name: id, files: parts, config })
  }
  if (config === undefined) return { problem: `${id}: neither GGUF nor safetensors nor a config.json` }
  const described = modelOfConfig(config)
  if ('problem' in described) return { problem: `${id}: config.json: ${described.problem}` }
  return { is: { id, name: id, kind: 'text', from: 'file', sources: [], ...described } }
}

async function configOf(access: Access, size: number): Promise<unknown> {
  if (size > MOST_CONFIG_BYTES) throw new FileProblem(`config.json has ${size} bytes`)
  const text = await (await opened(access, 'config.json', size)).text()
  try {
    return JSON.parse(text)
  } catch {
    throw new FileProblem('config.json is no JSON')
  }
}

/** Asked for when it is read: of many shards, only those that are reached. */
function bytesOf(access: Access, path: string, size: number): Bytes {
  let blob: Promise<Blob> | undefined
  return {
    name: path,
    size,
    read: async (start, length) => {
      blob ??= opened(access, path, size)
      const end = Math.min(start + length, size)
      return new Uint8Array(await (await blob).slice(start, end).arrayBuffer())
    },
  }
}

async function opened(access: Access, path: string, size: number): Promise<Blob> {
  const address = `${access.hubUrl}/${access.repo}/resolve/main/${encodeURIComponent(path)}`
  // Chunks of Xet are larger than headers are.
  const blob = await downloadFile({ ...access, path, xet: false, downloadInfo: { size, etag: '', url: address } })
  if (blob === null) throw new FileProblem(`${path} cannot be had`)
  return blob
}

function whyRefused(status: number, token: string | undefined): string {
  if (status === 404) return 'there is no such repository, or it is private (HF_TOKEN says who asks)'
  if (status === 401 || status === 403) {
    return token === undefined
      ? 'it is shown to some alone: accept its terms on its page, and set HF_TOKEN'
      : 'HF_TOKEN may not read it: accept its terms on its page'
  }
  return `the hub answers with ${status}`
}

function reasonOf({ message, cause }: Error): string {
  return (cause instanceof Error ? cause.message : message).split('\n', 1)[0] ?? ''
}
