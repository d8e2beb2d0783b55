/** Public half of an RSA key of 2048 bits whose private half nobody has. */
export const dkimKey = [
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7zOFsFwsGKru2kiH8pXhtR93/rGD0MTFEdhUBgGGzBjItVkG/95HKv',
  'AsBR/4YFzBPH9pdSAkq4NsvE7L0IVmCAR+UWjVERZkBTG0tzpkSlSugd8ZJF9KNPPemYf4LQJ7eanwo/+MnGUA3GIoVGPe6OSf',
  'OOl5osw1K2tIYYc0AB3JEENI0jLC5DUyckahPjDrHIuud0GF86sg7OXmFCnCSQRpfmqWOxiyKLdkCFpZ3ttQ595GoHiBVOUSHR',
  'qwzBq/VwFeKs7RkIgmMr36oWBr9idejVqbHLUAknb7kbOm4OrJpDce5bB4HI9xFCOla0FCG8qxX82ontJ8dNL47OvQXQIDAQAB',
].join('');
