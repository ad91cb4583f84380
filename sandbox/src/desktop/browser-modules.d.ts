// Names that only the bundler of the host page knows.
declare module 'process/browser' {
  const process: NodeJS.Process;
  export default process;
}
