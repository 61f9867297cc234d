export const title = 'A requirement cannot be installed on a machine with CUDA'

export const message = (name: string, note: string | undefined): string =>
  `${name} cannot be installed on Linux with CUDA, and installing the project stops there.${note === undefined ? '' : ` ${note}`}`

export const fix = (onMacs: boolean, name: string): string =>
  onMacs
    ? `Require it on macOS alone, with a marker: ${name}; sys_platform == "darwin".`
    : `A Mac cannot have ${name} either: require what takes its place, or leave it out.`
