import { type FileHandle, open, readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Model } from '../model.ts'
import { modelOfConfig } from '../models/config/model-of-config.ts'
import type { Bytes } from '../models/file/bytes.ts'
import { modelFilesOf, shardsOf } from '../models/file/choose.ts'

type Read = { readonly is: Model } | { readonly problem: string }

/** Configs are some kilobytes; vocabularies in them make some of them longer. */
const MOST_CONFIG_BYTES = 10_000_000

/**
 * The model at a path: a GGUF or safetensors file, one of several shards, a folder with any of these, a `config.json`.
 *
 * @returns undefined where nothing lies there, so that it may be a name; the reason where it is no model
 */
export async function modelAt(path: string): Promise<Read | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) return undefined
  if (!found.isDirectory() && !found.isFile()) return { problem: `${basename(path)}: neither a file nor a folder` }
  const folder = found.isDirectory() ? path : dirname(path)
  const name = basename(path === '.' ? process.cwd() : path)
  const config = await configIn(name === 'config.json' ? path : join(folder, 'config.json'))
  if ('problem' in config) return { problem: `${name}: ${config.problem}` }
  const beside = await readdir(folder)
  const files = found.isDirectory() ? modelFilesOf(beside) : shardsOf(name, beside)
  if (files.length > 0) {
    // The tables of the formats take longer to load than a name takes to be answered.
    const { modelOfFiles } = await import('../models/file/model-of-files.ts')
    return withOpen(
      files.map((file) => join(folder, file)),
      (opened) => modelOfFiles({ name, files: opened, config: config.is }),
    )
  }
  if (config.is === undefined) return { problem: `${name}: neither GGUF nor safetensors nor a config.json` }
  return ofConfig(name === 'config.json' ? basename(folder) : name, config.is)
}

function ofConfig(name: string, config: unknown): Read {
  const described = modelOfConfig(config)
  if ('problem' in described) return { problem: `${name}: config.json: ${described.problem}` }
  return { is: { id: name, name, kind: 'text', from: 'file', sources: [], ...described } }
}

async function configIn(path: string): Promise<{ readonly is: unknown } | { readonly problem: string }> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() !== true) return { is: undefined }
  if (found.size > MOST_CONFIG_BYTES)
    return { problem: `config.json has ${found.size} bytes; ${MOST_CONFIG_BYTES} are read at most` }
  try {
    return { is: JSON.parse(await readFile(path, 'utf8')) }
  } catch {
    return { problem: 'config.json is no JSON' }
  }
}

async function withOpen<Result>(
  paths: readonly string[],
  work: (files: readonly Bytes[]) => Promise<Result>,
): Promise<Result> {
  const handles: FileHandle[] = []
  const opened = async (path: string): Promise<FileHandle> => {
    const handle = await open(path)
    handles.push(handle)
    return handle
  }
  const files = await Promise.all(paths.map(async (path) => bytesOf(path, opened)))
  try {
    return await work(files)
  } finally {
    await Promise.all(handles.map((handle) => handle.close()))
  }
}

/** Opened when it is read: of many shards, only those that are reached. */
async function bytesOf(path: string, opened: (path: string) => Promise<FileHandle>): Promise<Bytes> {
  const { size } = await stat(path)
  let handle: FileHandle | undefined
  return {
    name: basename(path),
    size,
    read: async (start, length) => {
      handle ??= await opened(path)
      const room = Math.max(Math.min(length, size - start), 0)
      const { buffer, bytesRead } = await handle.read(new Uint8Array(room), 0, room, start)
      return buffer.subarray(0, bytesRead)
    },
  }
}
