/*
 * What RadioNet asks of a vocoder library that its user supplies: see README.md beside this file.
 * All functions are of the C ABI, take UTF-8, and must neither throw nor exit.
 */
#ifndef RADIONET_VOCODER_H
#define RADIONET_VOCODER_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RADIONET_VOCODER_ABI 1

#define RADIONET_VOCODER_SAMPLES 160 /* of a frame: 20 ms at 8 kHz, signed 16 bits */
#define RADIONET_VOCODER_OCTETS 7    /* of a frame: 49 bits, bit 0 is the highest of the first octet; the last 7 bits are 0 */

#define RADIONET_VOCODER_DECODES 1u
#define RADIONET_VOCODER_ENCODES 2u

#ifdef _WIN32
#define RADIONET_VOCODER_EXPORT __declspec(dllexport)
#else
#define RADIONET_VOCODER_EXPORT __attribute__((visibility("default")))
#endif

/* The version of this file that the library was built with: RADIONET_VOCODER_ABI. */
RADIONET_VOCODER_EXPORT int32_t radionet_vocoder_abi(void);

/* What it can do: RADIONET_VOCODER_DECODES, RADIONET_VOCODER_ENCODES, or both. */
RADIONET_VOCODER_EXPORT uint32_t radionet_vocoder_abilities(void);

/* Memory for one call in one direction; NULL when there is none left. From any thread. */
RADIONET_VOCODER_EXPORT void *radionet_vocoder_open(uint32_t ability);

/*
 * Decodes a frame. errors: bit errors that the frame's error correction found, 0 to 6. Returns 0; anything else says that the
 * frame cannot be decoded, and speech is not looked at. One thread at a time for one memory.
 */
RADIONET_VOCODER_EXPORT int32_t radionet_vocoder_decode(void *call, const uint8_t *frame, int32_t errors, int16_t *speech);

/* Encodes a frame. Returns 0; anything else says that it could not, and frame is not looked at. */
RADIONET_VOCODER_EXPORT int32_t radionet_vocoder_encode(void *call, const int16_t *speech, uint8_t *frame);

/* Gives the memory back. From any thread, once. */
RADIONET_VOCODER_EXPORT void radionet_vocoder_close(void *call);

#ifdef __cplusplus
}
#endif

#endif
