// The X.509 library needs this import first: one of its dependencies reads metadata of classes when it is loaded.
import 'reflect-metadata';

export {
  BasicConstraintsExtension,
  ExtensionsAttribute,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  X509Certificate,
} from '@peculiar/x509';
