/** Indexes and pages of links whose path ends in the name of a build for CUDA. */
export const CUDA_INDEX = /\/(?:whl|nightly|test)\/cu\d{2,3}\/?$|\/cuda\d*\/?$/i
