// Node's globals that Flex UI's dependencies expect from their bundler.
export { Buffer } from 'buffer';
export { default as process } from 'process/browser';
