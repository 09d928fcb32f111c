/** Tags of an rpm header (rpm.org, "Tags"). */
export const TAG = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  arch: 1022,
  fileFlags: 1037,
  fileUserNames: 1039,
  fileGroupNames: 1040,
  dirIndexes: 1116,
  baseNames: 1117,
  dirNames: 1118,
  payloadFormat: 1124,
  payloadCompressor: 1125,
  fileCapabilities: 5010,
} as const;
