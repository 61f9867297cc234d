/** Folders that are started by themselves, each in a container of its own, whatever the folder around them is called. */
import type { Module } from '../../trace/trace.ts'
import { groupBy } from '../group-by.ts'
import type { AuditContext } from '../rule.ts'
import { folderOf, foldersAround } from './manifests.ts'

/** As many services side by side are a collection of them. */
const SERVICES_FROM = 3

/**
 * Of folders with a manifest of their own those with a container of their own as well, where they stand side by side and hold
 * most of the code: a repository of services is for these, and examples beside a library are not.
 */
export function servicesAmong(
  candidates: readonly { readonly folder: string }[],
  programs: readonly Module[],
  { facts }: AuditContext,
): ReadonlySet<string> {
  const built = facts.commands.filter(({ origin }) => origin === 'dockerfile' || origin === 'compose')
  const contained = new Set([...built, ...facts.containers].map(({ site }) => folderOf(site.file)))
  const started = candidates.filter(({ folder }) => folder !== '' && contained.has(folder))
  const bySide = groupBy(started, ({ folder }) => folderOf(folder.slice(0, -1)))
  const side = [...bySide.values()].flatMap((each) => (each.length >= SERVICES_FROM ? each : []))
  const services = new Set(side.map(({ folder }) => folder))
  const within = programs.filter(({ path }) =>
    [folderOf(path), ...foldersAround(folderOf(path))].some((folder) => services.has(folder)),
  )
  return within.length > programs.length / 2 ? services : new Set()
}
