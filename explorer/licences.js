import { readdir, readFile } from 'node:fs/promises';

/**
 * The licences of the packages that files are from.
 *
 * @param {readonly string[]} files paths from this folder
 */
export async function licencesOf(files) {
  const packages = files.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]).filter(Boolean);
  const licences = await Promise.all([...new Set(packages)].sort().map(licenceOf));
  return licences.join(`\n${'-'.repeat(80)}\n\n`);
}

async function licenceOf(name) {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const file = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  if (file === undefined) {
    throw new Error(`${name} has no licence.`);
  }
  return `${name} ${version} (${license})\n\n${(await readFile(`${folder}/${file}`, 'utf8')).trim()}\n`;
}
