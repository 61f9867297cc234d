const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it is gone, or its name cannot be written here',
  ELOOP: 'a link that leads in a circle',
  ENAMETOOLONG: 'its path is too long for this system',
  EISDIR: 'a directory, not a file',
  ENOTDIR: 'not a directory',
  ENOSPC: 'the disk is full',
  EDQUOT: 'no more may be written: the quota is used up',
  EFBIG: 'it is larger than a file may be here',
  EIO: 'the disk could not read it',
}

/** What a failed call to the file system means, in plain words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error)
  return REASONS[code] ?? `could not be opened (${code || 'unknown error'})`
}

/** Whether a call failed because there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT'
}

/** How the system calls what went wrong, such as `EACCES`; empty where it says nothing. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
