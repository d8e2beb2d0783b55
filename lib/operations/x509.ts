// The library finds its algorithms by metadata that a class of its own dependencies reads when it is loaded.
import 'reflect-metadata';

export {
  BasicConstraintsExtension,
  ExtensionsAttribute,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  X509Certificate,
} from '@peculiar/x509';
