/** Platforms that ONNX Runtime is built for. */
const builtFor = ['darwin-arm64', 'linux-arm64', 'linux-x64', 'win32-arm64', 'win32-x64'];

/**
 * What to do where a thread could not load ONNX Runtime, in words; null for any other error.
 * @param platform as in the names of packages: linux-x64, alpine-arm64, …
 */
export function runtimeProblem(
  error: { readonly message: string; readonly code?: unknown },
  platform: string,
): string | null {
  const isMissing = error.code === 'MODULE_NOT_FOUND' && error.message.includes('onnxruntime');
  const isUnloadable = error.code === 'ERR_DLOPEN_FAILED';
  if (!isMissing && !isUnloadable) return null;
  if (!builtFor.includes(platform)) {
    return (
      `There is no ONNX Runtime for ${platform}, so that nothing runs on this machine’s cores: it is built for ` +
      `${builtFor.join(', ')}. Tuning with computed or imported times works here.`
    );
  }
  if (isMissing) {
    return (
      `This build has no ONNX Runtime for ${platform}, so that nothing runs on this machine’s cores. ` +
      `Install the build for ${platform}: the package whose name ends with -${platform}.vsix.`
    );
  }
  const needs = platform.startsWith('win32')
    ? 'It needs the Microsoft Visual C++ Redistributable.'
    : 'Install the build again, or update the system’s libraries.';
  const [reason] = error.message.split('\n', 1);
  return `ONNX Runtime cannot be loaded on ${platform}: ${reason}. ${needs}`;
}

/** The platform of this process as packages name it: musl's Linux is called alpine. */
export function packagePlatform(): string {
  const { platform, arch } = process;
  return `${platform === 'linux' && !hasGlibc() ? 'alpine' : platform}-${arch}`;
}

function hasGlibc(): boolean {
  const report: object = process.report.getReport();
  return (
    'header' in report &&
    typeof report.header === 'object' &&
    report.header !== null &&
    'glibcVersionRuntime' in report.header
  );
}
