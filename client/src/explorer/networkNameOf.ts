/**
 * The network's name that a profile's name begins with, among those of its folder: the longest, and a
 * descriptor before a model; undefined for none.
 */
export function networkNameOf(profile: string, names: readonly string[]): string | undefined {
  const fits = names.flatMap((name) => {
    const stem = /^(.+)\.(?:cnn\.ya?ml|onnx)$/i.exec(name)?.[1];
    return stem !== undefined && profile.startsWith(`${stem}.`) ? [{ name, stem }] : [];
  });
  const isModel = (name: string) => Number(/\.onnx$/i.test(name));
  fits.sort((a, b) => b.stem.length - a.stem.length || isModel(a.name) - isModel(b.name));
  return fits[0]?.name;
}
