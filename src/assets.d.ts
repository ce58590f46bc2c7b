// Files of another language that modules import: text (.nix, .css, .html, scripts of a page) and bytes (.wasm).
declare module "*.nix" {
  const text: string;
  export default text;
}
declare module "*.css" {
  const text: string;
  export default text;
}
declare module "*.html" {
  const text: string;
  export default text;
}
declare module "*.wasm" {
  const bytes: Uint8Array;
  export default bytes;
}
declare module "*.browser.js" {
  const text: string;
  export default text;
}
