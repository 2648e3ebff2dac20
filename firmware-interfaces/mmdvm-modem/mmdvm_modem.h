/*
 * The MMDVM modem protocol: constants and whole frames, for firmware.
 *
 * It says what mmdvm-modem.json says, and a test holds the two together; README.md tells what it means.
 * Structures have octets alone, so that no compiler puts anything between them and they can be laid over a buffer.
 * Numbers of more than one octet are arrays: their comment tells the order. Offsets count from the frame's first octet.
 */
#ifndef MMDVM_MODEM_H
#define MMDVM_MODEM_H

#include <stdint.h>

#ifdef __cplusplus
#define MMDVM_SIZE(type, octets) static_assert(sizeof(type) == (octets), #type)
#else
#define MMDVM_SIZE(type, octets) _Static_assert(sizeof(type) == (octets), #type)
#endif

/* Limits */

#define MMDVM_FRAME_START                            0xE0u           /* first octet of a frame */
#define MMDVM_FRAME_SHORTEST                         3u              /* octets of the shortest frame */
#define MMDVM_FRAME_LONGEST                          510u            /* octets of the longest frame */
#define MMDVM_PAYLOAD_LONGEST                        506u            /* octets of the longest payload */
#define MMDVM_BUFFER                                 512u            /* octets that a receiver needs */
#define MMDVM_DMR_QUEUE                              10u             /* bursts that a timeslot's empty queue promises to take */
#define MMDVM_TX_DELAY_LONGEST_MS                    500u            /* longest transmit delay */
#define MMDVM_POCSAG_UNUSED_HERTZ                    433000000ul     /* sent for POCSAG while it is disabled */
#define MMDVM_CWID_LONGEST                           252u            /* characters of the longest identification that the frame holds */

/* Timers, in milliseconds */

#define MMDVM_TIMER_STARTUP_MS                       2000u
#define MMDVM_TIMER_REPLY_MS                         500u
#define MMDVM_TIMER_STATUS_POLL_MS                   250u
#define MMDVM_TIMER_WATCHDOG_MS                      2000u
#define MMDVM_TIMER_INACTIVITY_MS                    2000u
#define MMDVM_TIMER_FRAME_SILENCE_MS                 100u
#define MMDVM_TIMER_DMR_FRAME_MS                     60u
#define MMDVM_TIMER_DMR_STARTUP_MS                   600u
#define MMDVM_TIMER_DMR_ABORT_MS                     180u
#define MMDVM_TIMER_DMR_SYNC_LOSS_MS                 780u

/* Commands */

#define MMDVM_CMD_GET_VERSION                        0x00u
#define MMDVM_CMD_GET_STATUS                         0x01u           /* feeds the modem's watchdog */
#define MMDVM_CMD_SET_CONFIG                         0x02u
#define MMDVM_CMD_SET_MODE                           0x03u
#define MMDVM_CMD_SET_FREQ                           0x04u           /* 12 octets for DVMega */
#define MMDVM_CMD_CAL_DATA                           0x08u           /* to the host only in state DSTARCAL */
#define MMDVM_CMD_RSSI_DATA                          0x09u           /* only in state RSSICAL, once a second */
#define MMDVM_CMD_SEND_CWID                          0x0Au
#define MMDVM_CMD_DSTAR_HEADER                       0x10u
#define MMDVM_CMD_DSTAR_DATA                         0x11u
#define MMDVM_CMD_DSTAR_LOST                         0x12u
#define MMDVM_CMD_DSTAR_EOT                          0x13u
#define MMDVM_CMD_DMR_ALOHA                          0x17u           /* firmware of 2026 on */
#define MMDVM_CMD_DMR_DATA1                          0x18u
#define MMDVM_CMD_DMR_LOST1                          0x19u
#define MMDVM_CMD_DMR_DATA2                          0x1Au
#define MMDVM_CMD_DMR_LOST2                          0x1Bu
#define MMDVM_CMD_DMR_SHORTLC                        0x1Cu
#define MMDVM_CMD_DMR_START                          0x1Du
#define MMDVM_CMD_DMR_ABORT                          0x1Eu
#define MMDVM_CMD_YSF_DATA                           0x20u
#define MMDVM_CMD_YSF_LOST                           0x21u
#define MMDVM_CMD_P25_HDR                            0x30u
#define MMDVM_CMD_P25_LDU                            0x31u
#define MMDVM_CMD_P25_LOST                           0x32u
#define MMDVM_CMD_NXDN_DATA                          0x40u
#define MMDVM_CMD_NXDN_LOST                          0x41u
#define MMDVM_CMD_M17_LINK_SETUP                     0x45u           /* removed from current firmware in August 2025 */
#define MMDVM_CMD_M17_STREAM                         0x46u           /* removed from current firmware in August 2025 */
#define MMDVM_CMD_M17_PACKET                         0x47u           /* removed from current firmware in August 2025 */
#define MMDVM_CMD_M17_LOST                           0x48u           /* removed from current firmware in August 2025 */
#define MMDVM_CMD_M17_EOT                            0x49u           /* removed from current firmware in August 2025 */
#define MMDVM_CMD_POCSAG_DATA                        0x50u
#define MMDVM_CMD_AX25_DATA                          0x55u           /* removed from current firmware in August 2025 */
#define MMDVM_CMD_FM_PARAMS1                         0x60u
#define MMDVM_CMD_FM_PARAMS2                         0x61u
#define MMDVM_CMD_FM_PARAMS3                         0x62u
#define MMDVM_CMD_FM_PARAMS4                         0x63u
#define MMDVM_CMD_FM_DATA                            0x65u
#define MMDVM_CMD_FM_STATUS                          0x66u
#define MMDVM_CMD_FM_EOT                             0x67u
#define MMDVM_CMD_FM_RSSI                            0x68u
#define MMDVM_CMD_ACK                                0x70u
#define MMDVM_CMD_NAK                                0x7Fu
#define MMDVM_CMD_SERIAL_DATA                        0x80u
#define MMDVM_CMD_I2C_DATA                           0x81u
#define MMDVM_CMD_TRANSPARENT                        0x90u           /* MMDVM ignores it */
#define MMDVM_CMD_QSO_INFO                           0x91u           /* MMDVM ignores it */
#define MMDVM_CMD_DEBUG1                             0xF1u
#define MMDVM_CMD_DEBUG2                             0xF2u
#define MMDVM_CMD_DEBUG3                             0xF3u
#define MMDVM_CMD_DEBUG4                             0xF4u
#define MMDVM_CMD_DEBUG5                             0xF5u
#define MMDVM_CMD_DEBUG_DUMP                         0xFAu

/* States */

#define MMDVM_STATE_IDLE                             0u
#define MMDVM_STATE_DSTAR                            1u
#define MMDVM_STATE_DMR                              2u
#define MMDVM_STATE_YSF                              3u
#define MMDVM_STATE_P25                              4u
#define MMDVM_STATE_NXDN                             5u
#define MMDVM_STATE_POCSAG                           6u
#define MMDVM_STATE_M17                              7u              /* removed from current firmware in August 2025 */
#define MMDVM_STATE_FM                               10u
#define MMDVM_STATE_NXDNCAL1K                        91u
#define MMDVM_STATE_DMRDMO1K                         92u
#define MMDVM_STATE_P25CAL1K                         93u
#define MMDVM_STATE_DMRCAL1K                         94u
#define MMDVM_STATE_LFCAL                            95u
#define MMDVM_STATE_RSSICAL                          96u
#define MMDVM_STATE_CWID                             97u             /* the modem's own, never set */
#define MMDVM_STATE_DMRCAL                           98u
#define MMDVM_STATE_DSTARCAL                         99u
#define MMDVM_STATE_INTCAL                           100u            /* boards with a radio chip only */
#define MMDVM_STATE_POCSAGCAL                        101u
#define MMDVM_STATE_FMCAL10K                         102u
#define MMDVM_STATE_FMCAL12K                         103u
#define MMDVM_STATE_FMCAL15K                         104u
#define MMDVM_STATE_FMCAL20K                         105u
#define MMDVM_STATE_FMCAL25K                         106u
#define MMDVM_STATE_FMCAL30K                         107u
#define MMDVM_STATE_M17CAL                           108u            /* removed from current firmware in August 2025 */

/* Reasons of a NAK */

#define MMDVM_NAK_UNKNOWN_COMMAND                    1u              /* unknown command */
#define MMDVM_NAK_WRONG_MODE                         2u              /* the mode is not enabled, or the timeslot is not used (simplex) */
#define MMDVM_NAK_TOO_LONG                           3u              /* command too long; no firmware is known to say it */
#define MMDVM_NAK_WRONG_DATA                         4u              /* wrong length, or a parameter out of range */
#define MMDVM_NAK_NO_ROOM                            5u              /* no room for the frame; an identification while the modem is not idle */
#define MMDVM_NAK_NO_DUPLEX                          6u              /* the board can't do duplex (MMDVM_HS) */

/* Flags of a status */

#define MMDVM_STATUS_FLAG_TX                         0x01u           /* the transmitter is on */
#define MMDVM_STATUS_FLAG_ADC_OVERFLOW               0x02u           /* received signal too strong; cleared by being read */
#define MMDVM_STATUS_FLAG_RX_OVERFLOW                0x04u           /* received samples were lost; cleared by being read */
#define MMDVM_STATUS_FLAG_TX_OVERFLOW                0x08u           /* samples to transmit were lost; cleared by being read */
#define MMDVM_STATUS_FLAG_LOCKOUT                    0x10u           /* carrier-detect input, when configured as lockout */
#define MMDVM_STATUS_FLAG_DAC_OVERFLOW               0x20u           /* transmitted signal too strong; cleared by being read */
#define MMDVM_STATUS_FLAG_DCD                        0x40u           /* a signal is being received */

/* Flags of a configuration */

#define MMDVM_CONFIG_FLAG_RX_INVERT                  0x01u           /* received signal inverted */
#define MMDVM_CONFIG_FLAG_TX_INVERT                  0x02u           /* transmitted signal inverted, but for FM and CW */
#define MMDVM_CONFIG_FLAG_PTT_INVERT                 0x04u           /* push-to-talk output inverted */
#define MMDVM_CONFIG_FLAG_YSF_LOW_DEVIATION          0x08u           /* System Fusion with low deviation */
#define MMDVM_CONFIG_FLAG_DEBUG                      0x10u           /* the modem sends debug messages */
#define MMDVM_CONFIG_FLAG_COS_LOCKOUT                0x20u           /* carrier-detect input locks the modem out */
#define MMDVM_CONFIG_FLAG_SIMPLEX                    0x80u           /* simplex: DMR uses timeslot 2 alone */

/* Sets of modes: the bits differ from place to place */

#define MMDVM_VERSION_2_MODES_1_DSTAR                0x01u
#define MMDVM_VERSION_2_MODES_1_DMR                  0x02u
#define MMDVM_VERSION_2_MODES_1_YSF                  0x04u
#define MMDVM_VERSION_2_MODES_1_P25                  0x08u
#define MMDVM_VERSION_2_MODES_1_NXDN                 0x10u
#define MMDVM_VERSION_2_MODES_1_M17                  0x20u           /* removed from current firmware in August 2025 */
#define MMDVM_VERSION_2_MODES_1_FM                   0x40u
#define MMDVM_VERSION_2_MODES_2_POCSAG               0x01u
#define MMDVM_VERSION_2_MODES_2_AX25                 0x02u           /* removed from current firmware in August 2025 */
#define MMDVM_SET_CONFIG_1_MODES_DSTAR               0x01u
#define MMDVM_SET_CONFIG_1_MODES_DMR                 0x02u
#define MMDVM_SET_CONFIG_1_MODES_YSF                 0x04u
#define MMDVM_SET_CONFIG_1_MODES_P25                 0x08u
#define MMDVM_SET_CONFIG_1_MODES_NXDN                0x10u
#define MMDVM_SET_CONFIG_1_MODES_M17                 0x40u
#define MMDVM_SET_CONFIG_1_MODES_POCSAG              0x20u
#define MMDVM_SET_CONFIG_2_MODES_1_DSTAR             0x01u
#define MMDVM_SET_CONFIG_2_MODES_1_DMR               0x02u
#define MMDVM_SET_CONFIG_2_MODES_1_YSF               0x04u
#define MMDVM_SET_CONFIG_2_MODES_1_P25               0x08u
#define MMDVM_SET_CONFIG_2_MODES_1_NXDN              0x10u
#define MMDVM_SET_CONFIG_2_MODES_1_M17               0x40u
#define MMDVM_SET_CONFIG_2_MODES_1_FM                0x20u
#define MMDVM_SET_CONFIG_2_MODES_2_POCSAG            0x01u
#define MMDVM_SET_CONFIG_2_MODES_2_AX25              0x02u
#define MMDVM_STATUS_1_MODES_DSTAR                   0x01u
#define MMDVM_STATUS_1_MODES_DMR                     0x02u
#define MMDVM_STATUS_1_MODES_YSF                     0x04u
#define MMDVM_STATUS_1_MODES_P25                     0x08u
#define MMDVM_STATUS_1_MODES_NXDN                    0x10u
#define MMDVM_STATUS_1_MODES_M17                     0x80u
#define MMDVM_STATUS_1_MODES_POCSAG                  0x20u

/* Fields of which one bit counts */

#define MMDVM_SET_CONFIG_2_TRUNKING                  0x80u
#define MMDVM_DSTAR_MEASUREMENT_INVERTED             0x80u

/* The control octet of a DMR burst */

#define MMDVM_DMR_CONTROL_VOICE_SYNC                 0x20u           /* voice burst A */
#define MMDVM_DMR_CONTROL_VOICE_B                    0x01u           /* voice burst B */
#define MMDVM_DMR_CONTROL_VOICE_F                    0x05u           /* voice burst F; C to E lie between */
#define MMDVM_DMR_CONTROL_DATA_SYNC                  0x40u           /* with the data type in the low four bits: a burst with data sync */
#define MMDVM_DMR_CONTROL_IDLE_RX                    0x80u           /* added: a CSBK received while the transmitter was off, always DMR_DATA1, without RSSI */

/* Processors */

#define MMDVM_PROCESSOR_ATMEL                        0u
#define MMDVM_PROCESSOR_NXP                          1u
#define MMDVM_PROCESSOR_ST                           2u

/* Frames */

/* GET_VERSION, to the host, protocol 1: then the description, to the frame's end or to a NUL; after the NUL the processor's identity as hexadecimal digits */
typedef struct mmdvm_version_1 {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t protocol;                /* always 1 */
} mmdvm_version_1;
MMDVM_SIZE(mmdvm_version_1, 4);

/* GET_VERSION, to the host, protocol 2: then the description, to the frame's end */
typedef struct mmdvm_version_2 {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t protocol;                /* always 2 */
    uint8_t modes_1;
    uint8_t modes_2;
    uint8_t processor;
    uint8_t identity[16];
} mmdvm_version_2;
MMDVM_SIZE(mmdvm_version_2, 23);

/* GET_STATUS, to the host, protocol 1; may end after 11 octets */
typedef struct mmdvm_status_1 {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t modes;
    uint8_t state;
    uint8_t flags;
    uint8_t dstar_space;             /* frames */
    uint8_t dmr_space_1;             /* frames */
    uint8_t dmr_space_2;             /* frames */
    uint8_t ysf_space;               /* frames */
    uint8_t p25_space;               /* frames */
    uint8_t nxdn_space;              /* frames */
    uint8_t pocsag_space;            /* frames */
    uint8_t m17_space;               /* frames */
} mmdvm_status_1;
MMDVM_SIZE(mmdvm_status_1, 14);

/* GET_STATUS, to the host, protocol 2 */
typedef struct mmdvm_status_2 {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t state;
    uint8_t flags;
    uint8_t reserved_5;              /* always 0 */
    uint8_t dstar_space;             /* frames */
    uint8_t dmr_space_1;             /* frames */
    uint8_t dmr_space_2;             /* frames */
    uint8_t ysf_space;               /* frames */
    uint8_t p25_space;               /* frames */
    uint8_t nxdn_space;              /* frames */
    uint8_t m17_space;               /* frames */
    uint8_t fm_space;                /* frames */
    uint8_t pocsag_space;            /* frames */
    uint8_t reserved_15;             /* always 0 */
    uint8_t former_pocsag_space;     /* frames; firmware of 2021; zero in current firmware */
    uint8_t former_ax25_space;       /* frames; firmware of 2021; zero in current firmware */
    uint8_t reserved_18[2];          /* always 0 */
} mmdvm_status_2;
MMDVM_SIZE(mmdvm_status_2, 20);

/* SET_CONFIG, to the modem, protocol 1 */
typedef struct mmdvm_set_config_1 {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t flags;
    uint8_t modes;
    uint8_t tx_delay;                /* ms / 10 */
    uint8_t initial_state;
    uint8_t rx_level;                /* percent x 2.55 */
    uint8_t cw_level;                /* percent x 2.55 */
    uint8_t color_code;
    uint8_t dmr_delay;               /* samples of 1/24 ms */
    uint8_t oscillator_offset;       /* always 128 */
    uint8_t dstar_level;             /* percent x 2.55 */
    uint8_t dmr_level;               /* percent x 2.55 */
    uint8_t ysf_level;               /* percent x 2.55 */
    uint8_t p25_level;               /* percent x 2.55 */
    uint8_t tx_dc_offset;            /* steps of the 12-bit converter + 128 */
    uint8_t rx_dc_offset;            /* steps of the 12-bit converter + 128 */
    uint8_t nxdn_level;              /* percent x 2.55 */
    uint8_t ysf_hang;                /* s */
    uint8_t pocsag_level;            /* percent x 2.55 */
    uint8_t fm_level;                /* percent x 2.55 */
    uint8_t p25_hang;                /* s */
    uint8_t nxdn_hang;               /* s */
    uint8_t m17_level;               /* percent x 2.55; MMDVM_HS */
    uint8_t reserved_25;             /* always 0 */
} mmdvm_set_config_1;
MMDVM_SIZE(mmdvm_set_config_1, 26);

/* SET_CONFIG, to the modem, protocol 2 */
typedef struct mmdvm_set_config_2 {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t flags;
    uint8_t modes_1;
    uint8_t modes_2;
    uint8_t tx_delay;                /* ms / 10 */
    uint8_t initial_state;
    uint8_t tx_dc_offset;            /* steps of the 12-bit converter + 128 */
    uint8_t rx_dc_offset;            /* steps of the 12-bit converter + 128 */
    uint8_t rx_level;                /* percent x 2.55 */
    uint8_t cw_level;                /* percent x 2.55 */
    uint8_t dstar_level;             /* percent x 2.55 */
    uint8_t dmr_level;               /* percent x 2.55 */
    uint8_t ysf_level;               /* percent x 2.55 */
    uint8_t p25_level;               /* percent x 2.55 */
    uint8_t nxdn_level;              /* percent x 2.55 */
    uint8_t m17_level;               /* percent x 2.55; removed from current firmware in August 2025 */
    uint8_t pocsag_level;            /* percent x 2.55 */
    uint8_t fm_level;                /* percent x 2.55 */
    uint8_t ax25_level;              /* percent x 2.55; removed from current firmware in August 2025 */
    uint8_t reserved_21[2];          /* always 0 */
    uint8_t ysf_hang;                /* s */
    uint8_t p25_hang;                /* s */
    uint8_t nxdn_hang;               /* s */
    uint8_t m17_hang;                /* s; removed from current firmware in August 2025 */
    uint8_t reserved_27;             /* always 0 */
    uint8_t trunking;                /* firmware of 2026 on */
    uint8_t color_code;
    uint8_t dmr_delay;               /* samples of 1/24 ms */
    uint8_t oscillator_offset;       /* always 128 */
    uint8_t reserved_32[8];          /* always 0; 32 and 33 were AX.25's */
} mmdvm_set_config_2;
MMDVM_SIZE(mmdvm_set_config_2, 40);

/* SET_MODE, to the modem */
typedef struct mmdvm_set_mode {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t state;
} mmdvm_set_mode;
MMDVM_SIZE(mmdvm_set_mode, 4);

/* SET_FREQ, to the modem */
typedef struct mmdvm_set_freq {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t reserved_3;              /* always 0 */
    uint8_t rx_hertz[4];             /* little-endian; Hz */
    uint8_t tx_hertz[4];             /* little-endian; Hz */
    uint8_t power;                   /* percent x 2.55 */
    uint8_t pocsag_hertz[4];         /* little-endian; Hz */
} mmdvm_set_freq;
MMDVM_SIZE(mmdvm_set_freq, 17);

/* SET_FREQ, to the modem: DVMega */
typedef struct mmdvm_set_freq_short {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t reserved_3;              /* always 0 */
    uint8_t rx_hertz[4];             /* little-endian; Hz */
    uint8_t tx_hertz[4];             /* little-endian; Hz */
} mmdvm_set_freq_short;
MMDVM_SIZE(mmdvm_set_freq_short, 12);

/* CAL_DATA, to the modem */
typedef struct mmdvm_cal_data {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t on;
} mmdvm_cal_data;
MMDVM_SIZE(mmdvm_cal_data, 4);

/* CAL_DATA, to the host */
typedef struct mmdvm_dstar_measurement {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t inverted;
    uint8_t highest[2];              /* big-endian, signed */
    uint8_t lowest[2];               /* big-endian, signed */
} mmdvm_dstar_measurement;
MMDVM_SIZE(mmdvm_dstar_measurement, 8);

/* RSSI_DATA, to the host */
typedef struct mmdvm_rssi_data {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t highest[2];              /* big-endian; raw */
    uint8_t lowest[2];               /* big-endian; raw */
    uint8_t mean[2];                 /* big-endian; raw */
} mmdvm_rssi_data;
MMDVM_SIZE(mmdvm_rssi_data, 9);

/* DMR_ALOHA, to the modem */
typedef struct mmdvm_dmr_aloha {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t burst[33];
} mmdvm_dmr_aloha;
MMDVM_SIZE(mmdvm_dmr_aloha, 36);

/* DMR_DATA1 and DMR_DATA2, to the modem */
typedef struct mmdvm_dmr_data {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t control;                 /* ignored towards the modem */
    uint8_t burst[33];
} mmdvm_dmr_data;
MMDVM_SIZE(mmdvm_dmr_data, 37);

/* DMR_DATA1 and DMR_DATA2, to the host; may end after 37 octets */
typedef struct mmdvm_dmr_data_rssi {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t control;
    uint8_t burst[33];
    uint8_t rssi[2];                 /* big-endian; raw */
} mmdvm_dmr_data_rssi;
MMDVM_SIZE(mmdvm_dmr_data_rssi, 39);

/* DMR_LOST1 and DMR_LOST2, to the host */
typedef struct mmdvm_dmr_lost {
    uint8_t start;
    uint8_t length;
    uint8_t command;
} mmdvm_dmr_lost;
MMDVM_SIZE(mmdvm_dmr_lost, 3);

/* DMR_SHORTLC, to the modem */
typedef struct mmdvm_dmr_shortlc {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t short_lc[9];             /* four fragments of 17 bits, 4 zero bits */
} mmdvm_dmr_shortlc;
MMDVM_SIZE(mmdvm_dmr_shortlc, 12);

/* DMR_START, to the modem */
typedef struct mmdvm_dmr_start {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t on;
} mmdvm_dmr_start;
MMDVM_SIZE(mmdvm_dmr_start, 4);

/* DMR_ABORT, to the modem */
typedef struct mmdvm_dmr_abort {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t timeslot;
} mmdvm_dmr_abort;
MMDVM_SIZE(mmdvm_dmr_abort, 4);

/* ACK, to the host */
typedef struct mmdvm_ack {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t answered;
} mmdvm_ack;
MMDVM_SIZE(mmdvm_ack, 4);

/* NAK, to the host */
typedef struct mmdvm_nak {
    uint8_t start;
    uint8_t length;
    uint8_t command;
    uint8_t answered;
    uint8_t reason;
} mmdvm_nak;
MMDVM_SIZE(mmdvm_nak, 5);

#endif
