/**
 * Hashes in the names of conda's builds for osx-arm64, of packages that nearly every environment has: what tells that an
 * environment was written out on a Mac with Apple silicon. A hash stands for the compilers and the platform of a build.
 * Those of the usual channel first, then those of conda-forge, as environments and locks of public projects name them.
 */
export const ARM64_BUILDS: ReadonlySet<string> = new Set(
  (
    'ca03da5 80987f9 313beb8 1a28f6b c377ac9 848a8c0 f6beb65 1058600 b8d0fd4 5a0b063 02f6b3c 99c0cbc 6ba3021 bdb9e5c ' +
    'b885b13 620ffc9 ' +
    '93a5062 ebf3989 3422bc3 53f4e23 b89a1cb 57fd34a 091b4b1 fb2fe0b 92ec313 5083fa2 4a7b5fc 078ce10 0d3ecfb df0ec26 ' +
    '8359307 8088a28 f0a4a13 27ca646 c8eb9b7 5f092b4 92f50d5 be9552e d125d64 e37b823 90dfc92 1da3d7d e64c551 4e30115 ' +
    '8b90a29 f6b4638'
  ).split(' '),
)
