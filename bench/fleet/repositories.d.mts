export function makeRepository(folder: string, number: number): void
export function makeRepositories(folder: string, count: number, base?: string): string
